import { Agent, request } from 'undici'
import { Agent as Agent7, request as request7 } from 'undici-7'
import type { FrozenListener } from '../world/frozen-listener.ts'
import type { Endpoint } from '../world/loopback.ts'
import { type Case, rejectionOf } from '../proof/proof.ts'

interface World {
  readonly http: Endpoint
  readonly frozen: FrozenListener
}

interface Limits {
  readonly connect?: { readonly timeout: number }
  readonly headersTimeout?: number
  readonly bodyTimeout?: number
}

/** The npm package, which is Node's own fetch by another way: the two newest majors. */
export const undiciCases: readonly Case<World>[] = [
  ...casesOf(8, async (url, limits, signal) => {
    const { body } = await request(url, { dispatcher: new Agent(limits), signal })
    await body.text()
  }),
  ...casesOf(7, async (url, limits, signal) => {
    const { body } = await request7(url, { dispatcher: new Agent7(limits), signal })
    await body.text()
  }),
]

type Ask = (url: string, limits: Limits, signal: AbortSignal | null) => Promise<void>

function casesOf(major: number, ask: Ask): readonly Case<World>[] {
  return [
    {
      name: `holds back a connect timeout of undici ${major}`,
      provoke: ({ frozen }) =>
        rejectionOf(ask(`http://${frozen.host}:${frozen.port}`, { connect: { timeout: 50 } }, null)),
      identity: 'node:ConnectTimeoutError#UND_ERR_CONNECT_TIMEOUT',
      verdict: 'transient',
      rule: 'node/connection-timeout',
    },
    {
      name: `holds back a headers timeout of undici ${major}`,
      provoke: ({ http }) => rejectionOf(ask(`${http.url}/hang`, { headersTimeout: 100 }, null)),
      identity: 'node:HeadersTimeoutError#UND_ERR_HEADERS_TIMEOUT',
      verdict: 'transient',
      rule: 'node/connection-timeout',
    },
    {
      name: `holds back a body timeout of undici ${major}`,
      provoke: ({ http }) => rejectionOf(ask(`${http.url}/stall`, { bodyTimeout: 100 }, null)),
      identity: 'node:BodyTimeoutError#UND_ERR_BODY_TIMEOUT',
      verdict: 'transient',
      rule: 'node/connection-timeout',
    },
    {
      name: `holds back a request of undici ${major} that was called off`,
      provoke: ({ http }) => rejectionOf(abort((signal) => ask(`${http.url}/hang`, {}, signal))),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
  ]
}

function abort(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return work(controller.signal)
}
