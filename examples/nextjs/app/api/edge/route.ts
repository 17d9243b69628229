import * as Sentry from '@sentry/nextjs'
import { redirect } from 'next/navigation'
import { readLedger } from '../../../lib/read-ledger'
import { reported } from '../../../lib/reported'

export const runtime = 'edge'

export async function GET(request: Request): Promise<Response> {
  const what = new URL(request.url).searchParams.get('do')
  if (what === 'fail') throw new Error('The edge has no price')
  try {
    if (what === 'redirect') return await reported(() => redirect('/'))
    if (what === 'report') return await reported(() => Response.json(countStock(undefined)))
  } finally {
    // At the edge the SDK sends only when it is told to.
    await Sentry.flush(2_000)
  }
  return Response.json(readLedger(Sentry.getClient()))
}

function countStock(stock: { count: number } | undefined): number {
  if (!stock) throw new Error('The edge has no stock')
  return stock.count
}
