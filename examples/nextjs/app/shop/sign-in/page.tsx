import { unauthorized } from 'next/navigation'
import { connection } from 'next/server'
import { reported } from '../../../lib/reported'

export default async function UnauthorizedPage() {
  await connection()
  return reported(() => unauthorized())
}
