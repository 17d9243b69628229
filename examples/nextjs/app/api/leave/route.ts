import { redirect } from 'next/navigation'
import { reported } from '../../../lib/reported'

export async function GET(): Promise<Response> {
  return reported(() => redirect('/'))
}
