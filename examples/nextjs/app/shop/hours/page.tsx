import { connection } from 'next/server'
import { Suspense } from 'react'
import { Clock } from './clock'

export default async function OpeningHours() {
  await connection()
  return (
    <>
      <h1>Opening hours</h1>
      <Suspense fallback={<p>One moment …</p>}>
        <Clock />
      </Suspense>
    </>
  )
}
