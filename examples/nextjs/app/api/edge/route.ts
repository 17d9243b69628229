import * as Sentry from '@sentry/nextjs'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { readLedger } from '../../../lib/read-ledger'
import { reported } from '../../../lib/reported'

export const runtime = 'edge'

export async function GET(request: Request): Promise<Response> {
  // What runs at the edge ends with its answer, unless it says what is still to be done.
  after(() => Sentry.flush(2_000))
  const what = new URL(request.url).searchParams.get('do')
  if (what === 'redirect') return reported(() => redirect('/'))
  if (what === 'report') return reported(() => Response.json(readStock(undefined)))
  if (what === 'fail') throw new Error('The edge has no price')
  return Response.json(readLedger(Sentry.getClient()))
}

function readStock(stock: { count: number } | undefined): number {
  if (!stock) throw new Error('The edge has no stock')
  return stock.count
}
