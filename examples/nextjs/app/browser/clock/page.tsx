'use client'

/** The server, which built this page, and the browser do not agree on what it says. */
export default function BrowserClock() {
  return <p>Rendered in {typeof window === 'undefined' ? 'the server' : 'the browser'}</p>
}
