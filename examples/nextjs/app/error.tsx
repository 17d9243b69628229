'use client'

import * as Sentry from '@sentry/nextjs'
import { useEffect } from 'react'

/** As Sentry's documentation has it: what a page throws is reported by the page that stands in for it. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => void Sentry.captureException(error), [error])
  return (
    <>
      <h1>Something went wrong</h1>
      <p>{error.digest ? `Tell our support this number: ${error.digest}` : 'Try again later.'}</p>
    </>
  )
}
