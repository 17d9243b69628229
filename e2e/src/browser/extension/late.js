// Fails in its own code, once the page and the SDK are there.
if (location.search.includes('throws-in-timer')) {
  setTimeout(() => {
    throw new Error('the extension failed in a timer')
  })
}
if (location.search.includes('throws-at-once')) throw new Error('the extension failed at once')
if (location.search.includes('rejects')) {
  void (async () => {
    await Promise.resolve()
    throw new Error('the extension failed later')
  })()
}
