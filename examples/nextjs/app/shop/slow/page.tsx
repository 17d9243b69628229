import { connection } from 'next/server'
import { Suspense } from 'react'
import { supplier } from '../../../lib/supplier'

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
  const response = await fetch(supplier('wait'))
  return <p>{await response.text()}</p>
}
