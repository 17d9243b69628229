import type { RequestListener } from 'node:http'
import OpenAI from 'openai'
import OpenAI6 from 'openai-6'
import { openai } from '@sentry-presets/catalog'
import { importBundled } from '../world/bundle.ts'
import { findClosedPort, openHttp } from '../world/loopback.ts'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'

interface World {
  /** openai as in an application that is shipped as one minified file. */
  readonly bundled: Ask
}

interface Question {
  readonly baseURL: string
  readonly timeout?: number
  readonly signal?: AbortSignal
  readonly isStreamed?: boolean
}

type Ask = (question: Question) => Promise<void>

export const openaiProof = defineProof<World>({
  library: openai,
  async open() {
    const { OpenAI: Bundled } = await importBundled("export { default as OpenAI } from 'openai'")
    return { bundled: askWith(Bundled as typeof OpenAI) } // it is the same source
  },
  async close() {},
  cases: [
    ...casesOf('openai 7', askWith(OpenAI)),
    // What is asked here has the same form in both majors.
    ...casesOf('openai 6', askWith(OpenAI6 as unknown as typeof OpenAI)),
    {
      name: 'keeps a client without a key',
      provoke: () => rejectionOf(() => new OpenAI()),
      identity: 'openai:OpenAIError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['openai/authentication'],
    },
    {
      name: 'holds back a rate limit from a bundle',
      provoke: ({ bundled }) => answer(bundled, 429, RATE_LIMIT),
      identity: /^openai:\w{1,3}#rate_limit_exceeded$/,
      verdict: 'transient',
      rule: 'openai/rate-limit',
    },
    {
      name: 'holds back a rate limit without a body from a bundle',
      provoke: ({ bundled }) => answer(bundled, 429, ''),
      identity: /^openai:\w{1,3}$/,
      verdict: 'transient',
      rule: 'openai/rate-limit',
    },
    {
      name: 'keeps an exhausted quota from a bundle',
      provoke: ({ bundled }) => answer(bundled, 429, QUOTA),
      identity: /^openai:\w{1,3}#insufficient_quota$/,
      verdict: 'bug',
      rule: 'openai/insufficient-quota',
      nearMissOf: ['openai/rate-limit'],
    },
    {
      name: 'keeps a refused connection from a bundle, whose class cannot be told',
      provoke: async ({ bundled }) =>
        rejectionOf(bundled({ baseURL: `http://127.0.0.1:${await findClosedPort()}` })),
      identity: /^openai:\w{1,3}$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['openai/timeout', 'openai/aborted'],
    },
  ],
})

function casesOf(version: string, ask: Ask): readonly Case<World>[] {
  return [
    {
      name: `holds back a rate limit of ${version}`,
      provoke: () => answer(ask, 429, RATE_LIMIT),
      identity: 'openai:RateLimitError#rate_limit_exceeded',
      verdict: 'transient',
      rule: 'openai/rate-limit',
      nearMissOf: ['openai/insufficient-quota'],
    },
    {
      name: `holds back a rate limit that a proxy answers with a page to ${version}`,
      provoke: () => answer(ask, 429, '<html>Too Many Requests</html>'),
      identity: 'openai:RateLimitError',
      verdict: 'transient',
      rule: 'openai/rate-limit',
    },
    {
      name: `keeps an exhausted quota of ${version}`,
      provoke: () => answer(ask, 429, QUOTA),
      identity: 'openai:RateLimitError#insufficient_quota',
      verdict: 'bug',
      rule: 'openai/insufficient-quota',
      nearMissOf: ['openai/rate-limit'],
    },
    {
      name: `keeps an exhausted quota that only the type tells ${version}`,
      provoke: () =>
        answer(ask, 429, { error: { message: 'Quota', type: 'insufficient_quota', code: null } }),
      identity: 'openai:RateLimitError',
      verdict: 'bug',
      rule: 'openai/insufficient-quota',
      nearMissOf: ['openai/rate-limit'],
    },
    {
      name: `keeps an account of ${version} that is not active`,
      provoke: () =>
        answer(ask, 429, {
          error: { message: 'Not active', type: 'billing_not_active', code: 'billing_not_active' },
        }),
      identity: 'openai:RateLimitError#billing_not_active',
      verdict: 'bug',
      rule: 'openai/insufficient-quota',
      nearMissOf: ['openai/rate-limit'],
    },
    {
      name: `keeps used up credits of OpenRouter, asked through ${version}`,
      provoke: () => answer(ask, 402, { error: { code: 402, message: 'Insufficient credits' } }),
      identity: 'openai:APIError#402',
      verdict: 'bug',
      rule: 'openai/insufficient-quota',
    },
    {
      name: `keeps a wrong key of ${version}`,
      provoke: () =>
        answer(ask, 401, {
          error: { message: 'Incorrect API key', type: 'invalid_request_error', code: 'invalid_api_key' },
        }),
      identity: 'openai:AuthenticationError#invalid_api_key',
      verdict: 'bug',
      rule: 'openai/authentication',
    },
    {
      name: `keeps a country that ${version} does not serve`,
      provoke: () =>
        answer(ask, 403, { error: { message: 'Country', code: 'unsupported_country_region_territory' } }),
      identity: 'openai:PermissionDeniedError#unsupported_country_region_territory',
      verdict: 'bug',
      rule: 'openai/authentication',
    },
    {
      name: `keeps a model that ${version} does not know`,
      provoke: () =>
        answer(ask, 404, { error: { message: 'No model', param: null, code: 'model_not_found' } }),
      identity: 'openai:NotFoundError#model_not_found',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['openai/authentication', 'openai/server-error'],
    },
    {
      name: `keeps a request that ${version} refuses`,
      provoke: () =>
        answer(ask, 400, {
          error: { message: 'Too long', code: 'context_length_exceeded', param: 'messages' },
        }),
      identity: 'openai:BadRequestError#context_length_exceeded',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['openai/rate-limit', 'openai/server-error'],
    },
    ...[
      { status: 408, name: 'APIError' },
      { status: 409, name: 'ConflictError' },
      { status: 500, name: 'InternalServerError' },
      { status: 503, name: 'InternalServerError' },
      { status: 529, name: 'InternalServerError' },
    ].map(({ status, name }) => ({
      name: `holds back a ${status} of ${version}`,
      provoke: () => answer(ask, status, { error: { message: 'Overloaded', type: 'server_error' } }),
      identity: `openai:${name}`,
      verdict: 'transient' as const,
      rule: 'openai/server-error',
    })),
    {
      name: `holds back an answer that ${version} did not wait for`,
      provoke: () =>
        serve(
          () => {},
          (baseURL) => ask({ baseURL, timeout: 20 }),
        ),
      identity: 'openai:APIConnectionTimeoutError',
      verdict: 'transient',
      rule: 'openai/timeout',
      nearMissOf: ['openai/aborted'],
    },
    {
      name: `holds back a request of ${version} that was called off`,
      provoke: () =>
        serve(
          () => {},
          (baseURL) => ask({ baseURL, signal: AbortSignal.timeout(20) }),
        ),
      identity: 'openai:APIUserAbortError',
      verdict: 'expected',
      rule: 'openai/aborted',
      nearMissOf: ['openai/timeout'],
    },
    {
      name: `holds back a provider that refuses ${version}`,
      provoke: async () => rejectionOf(ask({ baseURL: `http://127.0.0.1:${await findClosedPort()}` })),
      identity: 'openai:APIConnectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: `holds back a provider that resets ${version}`,
      provoke: () =>
        serve(
          ({ socket }) => socket.resetAndDestroy(),
          (baseURL) => ask({ baseURL }),
        ),
      identity: 'openai:APIConnectionError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: `keeps a provider of ${version} at a port that fetch never asks`,
      provoke: () => rejectionOf(ask({ baseURL: 'http://127.0.0.1:1' })),
      identity: 'openai:APIConnectionError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
      nearMissOf: ['openai/timeout', 'openai/server-error'],
    },
    {
      name: `keeps a provider of ${version} whose host does not exist`,
      provoke: () => rejectionOf(ask({ baseURL: `http://${'x'.repeat(64)}.invalid` })),
      identity: 'openai:APIConnectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    {
      name: `holds back a stream of ${version} that stops halfway`,
      provoke: () => serve(streamAndStop, (baseURL) => ask({ baseURL, isStreamed: true })),
      identity: 'node:TypeError',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: `keeps an error in the middle of a stream of ${version}, which has no status`,
      provoke: () => serve(streamAndFail, (baseURL) => ask({ baseURL, isStreamed: true })),
      identity: 'openai:APIError#502',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['openai/server-error'],
    },
    {
      name: `keeps an answer to ${version} that is not JSON`,
      provoke: () => serve(answerHtmlAsJson, (baseURL) => ask({ baseURL })),
      identity: /^(?:node|openai):SyntaxError$/,
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ]
}

const RATE_LIMIT = {
  error: {
    message: 'Rate limit reached for gpt-5 on tokens per min (TPM). Please try again in 6ms.',
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  },
}

const QUOTA = {
  error: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  },
}

function askWith(Client: typeof OpenAI): Ask {
  return async ({ baseURL, timeout = 5_000, signal, isStreamed = false }) => {
    const client = new Client({ apiKey: 'key', baseURL, maxRetries: 0, timeout })
    const question = { model: 'gpt-5', messages: [{ role: 'user' as const, content: 'Hello?' }] }
    if (!isStreamed) return void (await client.chat.completions.create(question, { signal }))
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true })) void chunk
  }
}

function answer(ask: Ask, status: number, body: unknown): Promise<unknown> {
  const isText = typeof body === 'string'
  return serve(
    (_, response) =>
      response
        .writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' })
        .end(isText ? body : JSON.stringify(body)),
    (baseURL) => ask({ baseURL }),
  )
}

async function serve(listener: RequestListener, work: (url: string) => Promise<void>): Promise<unknown> {
  const endpoint = await openHttp(listener)
  const error = await rejectionOf(work(endpoint.url))
  await endpoint.close()
  return error
}

const answerHtmlAsJson: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
}

const streamAndStop: RequestListener = ({ socket }, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"choices":[]}\n\n')
  setTimeout(() => socket.destroy(), 20)
}

/** As OpenRouter reports that the model behind it has failed. */
const streamAndFail: RequestListener = (_, response) => {
  response
    .writeHead(200, { 'content-type': 'text/event-stream' })
    .end('data: {"error":{"code":502,"message":"Provider disconnected"},"choices":[]}\n\n')
}
