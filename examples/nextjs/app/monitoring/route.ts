import { gunzipSync } from 'node:zlib'
import { addArrival } from '../../lib/inbox'
import { readEnvelope } from '../../lib/read-envelope'

/** Where the SDKs send to: passed on to Sentry where there is a DSN, else kept for the page `/inbox`. */
export async function POST(request: Request): Promise<Response> {
  const received = Buffer.from(await request.arrayBuffer())
  const body = request.headers.get('content-encoding') === 'gzip' ? gunzipSync(received) : received
  const dsn = process.env.SENTRY_DSN
  if (dsn) return passOn(body.toString(), new URL(dsn))
  for (const arrival of readEnvelope(body.toString())) addArrival(arrival)
  return Response.json({})
}

async function passOn(body: string, dsn: URL): Promise<Response> {
  const url = `${dsn.protocol}//${dsn.host}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`
  const { status } = await fetch(url, { method: 'POST', body: withDsn(body, dsn) })
  return new Response(null, { status })
}

/** The first line of an envelope names the project it is for. */
function withDsn(body: string, dsn: URL): string {
  const end = body.indexOf('\n')
  return JSON.stringify({ ...JSON.parse(body.slice(0, end)), dsn: dsn.href }) + body.slice(end)
}
