import './instrument'
import { FAILURES, type Failure } from './failures'
import { readArrivals, readHeldBack } from './inbox'

for (const failure of FAILURES) find('failures').append(toButton(failure))
setInterval(show, 250)

function toButton({ title, what, outcome, isNoise, fail }: Failure): HTMLElement {
  const button = document.createElement('button')
  button.append(toElement('strong', title), toElement('span', what), toElement('em', outcome))
  button.className = isNoise ? 'noise' : 'bug'
  button.addEventListener('click', fail)
  return button
}

function show(): void {
  const arrivals = readArrivals()
  find('inbox-title').textContent = `Inbox (${arrivals.length})`
  find('inbox').replaceChildren(
    toRow('th', ['title', 'identity']),
    ...arrivals.map(({ title, identity }) => toRow('td', [title, identity])),
  )
  find('held-back').replaceChildren(
    toRow('th', ['times', 'rule', 'identity', 'why']),
    ...readHeldBack().map(({ count, rule, identity, reason }) =>
      toRow('td', [String(count), rule, identity, reason]),
    ),
  )
}

function toRow(cell: 'th' | 'td', texts: readonly string[]): HTMLElement {
  const row = document.createElement('tr')
  row.append(...texts.map((text) => toElement(cell, text)))
  return row
}

function toElement(name: string, text: string): HTMLElement {
  const element = document.createElement(name)
  element.textContent = text
  return element
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element) return element
  throw new Error(`index.html has no #${id}`)
}
