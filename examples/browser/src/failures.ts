import * as Sentry from '@sentry/browser'
import { QuotaReached } from './noise'

/** Something to press, and what should come of it. */
export interface Failure {
  readonly title: string
  readonly what: string
  readonly outcome: string
  readonly isNoise: boolean
  readonly fail: () => void
}

/** A pair stands together: noise, and what looks like it and is a bug. */
export const FAILURES: readonly Failure[] = [
  {
    title: 'A search called off',
    what: 'abort() on a request that is under way',
    outcome: 'nothing in the inbox',
    isNoise: true,
    fail() {
      const search = new AbortController()
      void fetch('/?search', { signal: search.signal })
      search.abort()
    },
  },
  {
    title: 'A search that takes too long',
    what: 'The deadline that the code has set is over',
    outcome: 'one event',
    isNoise: false,
    fail: () => void work(AbortSignal.timeout(1)),
  },
  {
    title: 'A box that resizes itself',
    what: 'The browser says "ResizeObserver loop …"',
    outcome: 'nothing in the inbox',
    isNoise: true,
    fail: resizeForever,
  },
  {
    title: 'A chart without a box',
    what: 'An error of the page that speaks of a ResizeObserver',
    outcome: 'one event',
    isNoise: false,
    fail() {
      throw new Error('The chart has no box for its ResizeObserver')
    },
  },
  {
    title: 'A part that is gone',
    what: 'import() of a file that a deployment took away',
    outcome: 'nothing the first time; one event if it is gone the second time, or after a reload',
    isNoise: true,
    fail: () => void import(/* @vite-ignore */ new URL('/assets/gone.js', location.href).href),
  },
  {
    title: 'Prices from nowhere',
    what: 'A server that does not answer',
    outcome: 'one event; nothing while you are offline',
    isNoise: false,
    fail: () => void fetch('http://127.0.0.1:1/prices'),
  },
  {
    title: 'A translated text',
    what: 'A translator moved the text that the code removes',
    outcome: 'nothing in the inbox',
    isNoise: true,
    fail() {
      document.documentElement.classList.add('translated-ltr')
      setTimeout(() => document.documentElement.classList.remove('translated-ltr'), 200)
      setTimeout(removeMovedText)
    },
  },
  {
    title: 'A text removed twice',
    what: 'The code moved it itself',
    outcome: 'one event',
    isNoise: false,
    fail: removeMovedText,
  },
  {
    title: 'A quota that is handled',
    what: 'Listed as expected, and reported where it was caught',
    outcome: 'nothing in the inbox',
    isNoise: true,
    fail: () => void Sentry.captureException(new QuotaReached('Come back tomorrow')),
  },
  {
    title: 'A quota that nobody handles',
    what: 'The same, thrown out of a listener',
    outcome: 'one event',
    isNoise: false,
    fail() {
      throw new QuotaReached('Come back tomorrow')
    },
  },
]

async function work(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  signal.throwIfAborted()
}

function resizeForever(): void {
  const box = document.body.appendChild(document.createElement('div'))
  const observer = new ResizeObserver(() => {
    box.style.height = `${box.offsetHeight + 1}px`
  })
  observer.observe(box)
  setTimeout(() => {
    observer.disconnect()
    box.remove()
  }, 200)
}

function removeMovedText(): void {
  const text = document.createTextNode('sold out')
  document.createElement('font').append(text)
  document.createElement('p').removeChild(text)
}
