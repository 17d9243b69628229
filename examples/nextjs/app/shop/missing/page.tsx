import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { reported } from '../../../lib/reported'

export default async function NotFoundPage() {
  await connection()
  return reported(() => notFound())
}
