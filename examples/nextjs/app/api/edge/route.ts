import * as Sentry from '@sentry/nextjs'
import { redirect } from 'next/navigation'
import { readLedger } from '../../../lib/read-ledger'
import { reported } from '../../../lib/reported'

export const runtime = 'edge'

export async function GET(request: Request): Promise<Response> {
  const what = new URL(request.url).searchParams.get('do')
  if (what === 'redirect') return reported(() => redirect('/'))
  if (what === 'fail') throw new Error('The edge has no price')
  return Response.json(readLedger(Sentry.getClient()))
}
