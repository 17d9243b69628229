throw new TypeError('the part does not work')
export {}
