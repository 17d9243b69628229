import { type HeldBack, setHeldBack } from '../../../lib/inbox'

/** Takes the ledger of a page load. */
export async function POST(request: Request): Promise<Response> {
  // Only this app's own pages send here.
  const { source, entries } = (await request.json()) as { source: string; entries: readonly HeldBack[] }
  setHeldBack(source, 'browser', entries)
  return new Response(null, { status: 204 })
}
