'use client'

import { useTransition } from 'react'

interface Props {
  readonly action: () => Promise<void>
  readonly title: string
  readonly what: string
  readonly inbox?: string
}

export function ActionButton({ action, title, what, inbox }: Props) {
  const [isPending, start] = useTransition()
  return (
    <button className="case" type="button" disabled={isPending} onClick={() => start(action)}>
      <strong>{title}</strong>
      <span>{what}</span>
      <em className={inbox ? 'bug' : 'noise'}>{inbox ?? 'nothing in the inbox'}</em>
    </button>
  )
}
