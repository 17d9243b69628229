import { forbidden } from 'next/navigation'
import { connection } from 'next/server'
import { reported } from '../../../lib/reported'

export default async function ForbiddenPage() {
  await connection()
  return reported(() => forbidden())
}
