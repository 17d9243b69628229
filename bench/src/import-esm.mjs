const start = performance.now()
await import('@sentry-presets/node')
console.log(performance.now() - start)
