// Changes the page as Google Translate does, in a world of its own: https://github.com/facebook/react/issues/11538
if (location.search.includes('translates-at-once')) translate()
// On a page in which every text is marked `translate="no"`.
if (location.search.includes('translates-nothing')) mark()
document.addEventListener('dblclick', translate)

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
