import { createElement, type ReactElement, Suspense, useState } from 'react'

/** A React component as a server has rendered it, with a text that can go away. */
export function Card({ title = 'welcome' }: { title?: string | undefined }): ReactElement {
  const [isOpen, setOpen] = useState(true)
  return createElement(
    'section',
    null,
    createElement('h1', null, title),
    createElement('p', { id: 'note' }, isOpen ? 'a note' : null, createElement('b', null, 'bold')),
    createElement('button', { id: 'close', onClick: () => setOpen(false) }, 'close'),
    title === 'broken on the server'
      ? createElement(Suspense, { fallback: 'loading' }, createElement(ServerOnlyBug))
      : null,
  )
}

function ServerOnlyBug(): string {
  if (typeof document === 'undefined') throw new Error('the server could not render this')
  return 'rendered by the browser'
}
