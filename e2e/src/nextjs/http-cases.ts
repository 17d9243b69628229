import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Something a visitor does, and what arrives of it. */
export interface ShopCase<Visitor> {
  /** A plain sentence, as the preset should have it. */
  readonly name: string
  readonly act: (visitor: Visitor) => Promise<void>
  /** The titles that arrive without the preset, in any order. */
  readonly without: readonly string[]
  /** The titles that arrive with it. */
  readonly with: readonly string[]
  /** The side and the rule that hold back what is noise. */
  readonly rules?: readonly string[]
}

const NOT_RENDERED = 'server Error: Cannot append headers after they are sent to the client'
const REDACTED = 'server Error: An error occurred in the Server Components render.'
const UNKNOWN_ACTION = `00${'ab'.repeat(20)}`
const NOT_FOUND = `server Error: Failed to find Server Action "${UNKNOWN_ACTION}".`

/** Done with plain requests: what a visitor, a crawler or a scanner sends. */
export const HTTP_CASES: readonly ShopCase<string>[] = [
  {
    name: 'holds back redirect() that was reported on its way to Next',
    act: (origin) => get(origin, '/shop/redirect'),
    without: ['server Error: NEXT_REDIRECT'],
    with: [],
    rules: ['server next/redirect'],
  },
  ...[
    { call: 'notFound()', path: '/shop/missing', status: 404 },
    { call: 'forbidden()', path: '/shop/forbidden', status: 403 },
    { call: 'unauthorized()', path: '/shop/sign-in', status: 401 },
  ].map(({ call, path, status }) => ({
    name: `holds back ${call} that was reported on its way to Next`,
    act: (origin: string) => get(origin, path),
    without: [`server Error: NEXT_HTTP_ERROR_FALLBACK;${status}`],
    with: [],
    rules: ['server next/access-fallback'],
  })),
  {
    name: 'sends what a server component throws',
    act: (origin) => get(origin, '/shop/broken'),
    without: ['server Error: The price list has no currency'],
    with: ['server Error: The price list has no currency'],
  },
  {
    name: 'sends what a client component throws on the server',
    act: (origin) => get(origin, '/shop/hours'),
    without: ['server Error: The clock has no time zone'],
    with: ['server Error: The clock has no time zone'],
  },
  {
    name: 'holds back that a page asked for headers, and sends that it cannot be served for it',
    act: (origin) => get(origin, '/shop/report/monday'),
    without: ['server Error: Dynamic server usage:', REDACTED],
    with: [REDACTED],
    rules: ['server next/dynamic-usage'],
  },
  {
    name: 'holds back nothing where a visitor leaves a page that streams, since Next captures nothing',
    act: (origin) => leave(origin, '/shop/slow'),
    without: [],
    with: [],
  },
  {
    name: 'holds back redirect() in a route handler',
    act: (origin) => get(origin, '/api/leave'),
    without: ['server Error: NEXT_REDIRECT'],
    with: [],
    rules: ['server next/redirect'],
  },
  {
    name: 'sends what a route handler throws',
    act: (origin) => get(origin, '/api/orders'),
    without: ['server Error: The order has no customer'],
    with: ['server Error: The order has no customer'],
  },
  {
    name: 'holds back work that is called off because the visitor left',
    act: (origin) => leave(origin, '/api/export'),
    without: ['server ResponseAborted: '],
    with: [],
    rules: ['server next/response-aborted'],
  },
  {
    name: 'sends that the supplier broke off while the visitor was still there',
    act: (origin) => get(origin, '/api/feed'),
    without: ['server Error: failed to pipe response'],
    with: ['server Error: failed to pipe response'],
  },
  {
    name: 'holds back an upload that the visitor broke off',
    act: (origin) => breakOffUpload(origin, '/api/legacy-upload'),
    without: ['server Error: aborted'],
    with: [],
    rules: ['server next/request-aborted'],
  },
  {
    name: 'holds back redirect() at the edge',
    act: (origin) => get(origin, '/api/edge?do=redirect'),
    without: ['edge Error: NEXT_REDIRECT'],
    with: [],
    rules: ['edge next/redirect'],
  },
  {
    name: 'sends what is reported at the edge',
    act: (origin) => get(origin, '/api/edge?do=report'),
    without: ['edge Error: The edge has no stock'],
    with: ['edge Error: The edge has no stock'],
  },
  {
    name: 'sends what a handler at the edge throws',
    act: (origin) => get(origin, '/api/edge?do=fail'),
    without: ['server Error: The edge has no price'],
    with: ['server Error: The edge has no price'],
  },
  {
    name: 'has nothing to do where the proxy answers with a redirect',
    act: (origin) => get(origin, '/old'),
    without: [],
    with: [],
  },
  {
    name: 'sends what the proxy throws',
    act: (origin) => get(origin, '/proxy/broken'),
    without: ['server Error: The proxy has no session store', NOT_RENDERED],
    with: ['server Error: The proxy has no session store', NOT_RENDERED],
  },
  {
    name: 'sends redirect() in the proxy, where nobody acts on it',
    act: (origin) => get(origin, '/proxy/redirect'),
    without: ['server Error: NEXT_REDIRECT', NOT_RENDERED],
    with: ['server Error: NEXT_REDIRECT', NOT_RENDERED],
  },
  {
    name: 'has nothing to do where getServerSideProps answers with a redirect or with notFound',
    act: async (origin) => {
      await get(origin, '/legacy/moved')
      await get(origin, '/legacy/gone')
    },
    without: [],
    with: [],
  },
  {
    name: 'sends what getServerSideProps throws',
    act: (origin) => get(origin, '/legacy/broken'),
    without: ['server Error: The old shop has no stock'],
    with: ['server Error: The old shop has no stock'],
  },
  {
    name: 'sends what an API route of the Pages Router throws',
    act: (origin) => get(origin, '/api/legacy-broken'),
    without: ['server Error: The old API has no key'],
    with: ['server Error: The old API has no key'],
  },
  {
    name: 'holds back that a scanner asks for an action that is not there',
    act: (origin) => callAction(origin, UNKNOWN_ACTION),
    without: [NOT_FOUND],
    with: [],
    rules: ['server next/server-action-not-found'],
  },
  {
    name: 'escalates when one visitor after the other asks for an action that is not there',
    act: async (origin) => {
      for (let visitor = 0; visitor < 20; visitor++) await callAction(origin, UNKNOWN_ACTION)
    },
    without: Array.from({ length: 20 }, () => NOT_FOUND),
    with: [`escalated ${NOT_FOUND}`],
  },
  {
    name: 'sends that a form was posted from another site, which may be our own proxy',
    act: (origin) => callAction(origin, UNKNOWN_ACTION, { origin: 'http://other.example' }),
    without: ['server Error: Invalid Server Actions request.'],
    with: ['server Error: Invalid Server Actions request.'],
  },
]

async function get(origin: string, path: string): Promise<void> {
  const response = await fetch(origin + path, { redirect: 'manual' })
  // The body of an answer that breaks off cannot be read to its end.
  await response.text().catch(() => '')
}

/** Asks, and closes the connection before the answer is complete. */
async function leave(origin: string, path: string): Promise<void> {
  const visit = new AbortController()
  const answer = fetch(origin + path, { signal: visit.signal })
    .then((response) => response.text())
    .catch(() => '')
  await wait(500)
  visit.abort()
  await answer
}

async function breakOffUpload(origin: string, path: string): Promise<void> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.write(`POST ${path} HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000\r\n\r\nthe beginning`)
  await wait(300)
  socket.destroy()
}

async function callAction(origin: string, id: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(`${origin}/checkout`, {
    method: 'POST',
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: '[]',
  })
  await response.text()
}
