// Changes the page as Google Translate does, in a world of its own: https://github.com/facebook/react/issues/11538
document.addEventListener('dblclick', translate)
whenParsed(() => {
  if (location.search.includes('translates-at-once')) translate()
  // On a page in which every text is marked `translate="no"`.
  if (location.search.includes('translates-nothing')) mark()
  if (location.search.includes('translates-as-edge')) translateAsEdge()
  if (location.search.includes('adds-element')) addElement()
})

/** Before the page's own scripts run: extensions watch a page while it is being read. */
function whenParsed(act) {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('#root + script')) return
    observer.disconnect()
    act()
  })
  observer.observe(document, { childList: true, subtree: true })
}

function mark() {
  document.documentElement.classList.add('translated-ltr')
}

function translate() {
  mark()
  const walker = document.createTreeWalker(document.querySelector('#root'), NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    const outer = document.createElement('font')
    const inner = document.createElement('font')
    text.replaceWith(outer)
    outer.append(inner)
    inner.append(text)
  }
}

function translateAsEdge() {
  const heading = document.querySelector('h1')
  heading.setAttribute('_msttexthash', '123456')
  heading.textContent = 'bienvenue'
}

/** As password managers do beside a field. */
function addElement() {
  const image = document.createElement('img')
  image.src = chrome.runtime.getURL('icon.png')
  document.querySelector('#root section').prepend(image)
}
