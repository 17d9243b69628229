import * as Sentry from '@sentry/browser'
import { createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import './globals.ts'
import { ONLINE } from '../online.ts'
import { Card } from './card.ts'

/** Everything the page can do wrong, each behind a button of its name. */
export const provocations: Readonly<Record<string, () => unknown>> = {
  // Of the network
  fetchOwn: () => fetch('/own'),
  fetchCut: () => fetch('/cut'),
  fetchForeign: () => fetch(foreign('/without-cors')),
  sayOnline: () => Sentry.captureMessage(ONLINE),
  thenForeign: () => void fetch(foreign('/without-cors')).then((response) => response.text()),
  leaveWhileFetching() {
    const request = fetch('/cut')
    location.href = '/slow'
    return request
  },

  // Called off
  abort() {
    const controller = new AbortController()
    setTimeout(() => controller.abort())
    return fetch('/slow', { signal: controller.signal })
  },
  async abortBody() {
    const controller = new AbortController()
    const response = await fetch('/endless', { signal: controller.signal })
    setTimeout(() => controller.abort())
    return response.text()
  },
  timeout: () => fetch('/slow', { signal: AbortSignal.timeout(10) }),
  abortWithReason() {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('superseded by a newer search')))
    return fetch('/slow', { signal: controller.signal })
  },
  ownAbortError() {
    throw new AbortError('signal is aborted without reason')
  },
  abortTransaction,

  // Scripts
  foreignScript: () => addScript(foreign('/throws.js')),
  ownScriptError() {
    throw new Error('Script error.')
  },
  resizeLoop,
  ownResizeError() {
    throw new Error('ResizeObserver loop completed with undelivered notifications.')
  },
  rejectText: () => Promise.reject('Object Not Found'),
  rejectObject: () =>
    Promise.reject({ code: 7, text: 'Object Not Found Matching Id:1, MethodName:update, ParamCount:4' }),
  throwThroughExtension: () => window.runByExtension?.(() => readMissing({})),
  loadPart: () => import('./part.ts'),
  loadBrokenPart: () => import('./broken-part.ts'),

  // React
  hydrate: () => hydrateRoot(getRoot(), createElement(Card, getRoot().dataset)),
  removeNode: () => document.querySelector('#note')?.firstChild?.remove(),

  // Of the application, in a listener, which the SDK wraps
  throwInListener: () => listenOnce(() => reachQuota()),
  captureInListener: () => listenOnce(() => Sentry.captureException(new QuotaReached('captured'))),
  captureAndThrow: () =>
    listenOnce(() => {
      const error = new QuotaReached('captured and thrown')
      Sentry.captureException(error)
      throw error
    }),
  startWorker: () => new Worker('/worker.js', { type: 'module', name: settings.dsn }),
}

class AbortError extends Error {
  override name = 'AbortError'
}

class QuotaReached extends Error {
  override name = 'QuotaReached'
}

function reachQuota(): never {
  throw new QuotaReached('thrown in a listener')
}

function listenOnce(listener: () => void): void {
  const target = new EventTarget()
  target.addEventListener('once', listener)
  // Begun by a timer, so that nothing of the page stands below the SDK's wrapper.
  setTimeout(() => target.dispatchEvent(new Event('once')))
}

function readMissing(row: { cell?: { text: string } }): string {
  // The bug: a row without its cell.
  return (row.cell as { text: string }).text
}

/** The same server under another name is another origin. */
function foreign(path: string): string {
  return `http://127.0.0.1:${location.port}${path}`
}

function addScript(src: string): void {
  document.head.append(Object.assign(document.createElement('script'), { src }))
}

function resizeLoop(): void {
  const box = document.createElement('div')
  document.body.append(box)
  new ResizeObserver(() => {
    box.style.width = `${box.offsetWidth - 1}px`
  }).observe(box)
}

function abortTransaction(): Promise<unknown> {
  return new Promise((_, reject) => {
    const opening = indexedDB.open(`shop ${Math.random()}`)
    opening.onupgradeneeded = () => opening.result.createObjectStore('orders')
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('orders', 'readwrite')
      const request = transaction.objectStore('orders').put(1, 1)
      request.onerror = () => reject(request.error)
      transaction.abort()
    }
  })
}

function getRoot(): HTMLElement {
  const root = document.querySelector<HTMLElement>('#root')
  if (!root) throw new Error('This page has no React root.')
  return root
}
