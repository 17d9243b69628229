// Puts functions of its own into the page, as wallets, password managers and ad blockers do.
if (location.search.includes('wraps-fetch')) {
  const pageFetch = window.fetch
  const settings = new Promise((resolve) => setTimeout(resolve, 10))
  window.fetch = async (...args) => {
    await settings
    return pageFetch(...args)
  }
}
window.runByExtension = (task) => task()
