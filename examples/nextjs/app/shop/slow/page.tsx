import { connection } from 'next/server'
import { Suspense } from 'react'

export default async function Catalogue() {
  await connection()
  return (
    <>
      <h1>The catalogue</h1>
      <Suspense fallback={<p>One moment …</p>}>
        <Articles />
      </Suspense>
    </>
  )
}

async function Articles() {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/api/upstream?do=wait`)
  return <p>{await response.text()}</p>
}
