import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { reported } from '../../../lib/reported'

export default async function Redirect() {
  await connection()
  return reported(() => redirect('/'))
}
