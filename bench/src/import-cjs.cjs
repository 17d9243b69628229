const start = performance.now()
require('@sentry-presets/node')
console.log(performance.now() - start)
