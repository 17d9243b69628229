document.title = 'the part is there'
