'use client'

import { redirect } from 'next/navigation'
import { useState } from 'react'

export function Failures() {
  const [failing, setFailing] = useState<Error>()
  if (failing) throw failing
  return (
    <div className="cases">
      <button className="case" type="button" onClick={() => failInHandler()}>
        <strong>A broken handler</strong>
        <span>The click throws a TypeError</span>
        <em className="bug">one event</em>
      </button>
      <button className="case" type="button" onClick={() => setFailing(new Error('The cart has no items'))}>
        <strong>A broken render</strong>
        <span>An error without a digest, reported by error.tsx</span>
        <em className="bug">one event</em>
      </button>
      <button className="case" type="button" onClick={() => setFailing(new RejectedError())}>
        <strong>A broken render with a digest</strong>
        <span>An error of our own that has a digest but is not redacted</span>
        <em className="bug">one event</em>
      </button>
      <button className="case" type="button" onClick={() => redirect('/')}>
        <strong>A redirect in a handler</strong>
        <span>The router follows it</span>
        <em className="noise">nothing in the inbox</em>
      </button>
      <button className="case" type="button" onClick={() => void abortedFetch()}>
        <strong>An aborted search</strong>
        <span>fetch() called off by the next keystroke</span>
        <em className="noise">nothing in the inbox</em>
      </button>
      <a className="case" href="/browser/clock">
        <strong>Two opinions</strong>
        <span>The server and the browser render different texts</span>
        <em className="bug">one event, unless a translator changed the page</em>
      </a>
    </div>
  )
}

class RejectedError extends Error {
  readonly digest = 'PAYMENT_REJECTED'

  constructor() {
    super('The payment was rejected')
  }
}

function failInHandler(): void {
  // The shop's script tag may be missing; that it is not asked about is the bug.
  const { shop } = window as unknown as { shop: { basket: { count: number } } }
  shop.basket.count += 1
}

async function abortedFetch(): Promise<void> {
  const controller = new AbortController()
  const answer = fetch('/api/supplier?do=wait', { signal: controller.signal })
  controller.abort()
  await answer
}
