import { groq } from '@sentry-presets/catalog'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { ENDINGS } from '../world/call-off.ts'
import {
  answering,
  answeringRubbish,
  hanging,
  meet,
  meetNobody,
  resetting,
  sse,
  streaming,
} from '../world/provider.ts'
import { ask, askForStream, facing, limit, type Module, says } from './ask-groq.ts'

/** What a bundle leaves of an error of this client: nothing that others have not. */
const NAMELESS = { inBundle: 'cannot tell' } as const

const cases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit',
    provoke: facing(answering(429, limit('tokens per minute (TPM)'))),
    identity: 'groq:RateLimitError',
    verdict: 'transient',
    rule: 'groq/rate-limit',
    nearMissOf: ['groq/exhausted-quota', 'openai/rate-limit', 'anthropic/rate-limit'],
    ...NAMELESS,
  },
  {
    name: 'holds back a rate limit that a proxy answers with a page',
    provoke: facing(answering(429, '<html>Too Many Requests</html>')),
    identity: 'groq:RateLimitError',
    verdict: 'transient',
    rule: 'groq/rate-limit',
    ...NAMELESS,
  },
  ...['tokens per day (TPD)', 'requests per day (RPD)', 'seconds of audio per day (ASD)'].map((what) => ({
    name: `keeps a used up limit of ${what}`,
    provoke: facing(answering(429, limit(what))),
    identity: 'groq:RateLimitError',
    verdict: 'bug' as const,
    rule: 'groq/exhausted-quota',
    nearMissOf: ['groq/rate-limit'],
    ...NAMELESS,
  })),
  {
    name: 'keeps a limit of spending',
    provoke: facing(
      answering(400, says('API access is blocked', 'invalid_request_error', 'blocked_api_access')),
    ),
    identity: 'groq:BadRequestError',
    verdict: 'bug',
    rule: 'groq/exhausted-quota',
    ...NAMELESS,
  },
  {
    name: 'keeps a request that is larger than the limit',
    provoke: facing(answering(413, says('Request too large for model', 'tokens', 'rate_limit_exceeded'))),
    identity: 'groq:APIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['groq/rate-limit', 'groq/server-error'],
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(answering(401, says('Invalid API Key', 'invalid_request_error', 'invalid_api_key'))),
    identity: 'groq:AuthenticationError',
    verdict: 'bug',
    rule: 'groq/authentication',
    nearMissOf: ['groq/rate-limit'],
    ...NAMELESS,
  },
  {
    name: 'keeps a key that may not do this',
    provoke: facing(answering(403, says('Not allowed', 'permissions_error'))),
    identity: 'groq:PermissionDeniedError',
    verdict: 'bug',
    rule: 'groq/authentication',
    ...NAMELESS,
  },
  {
    name: 'keeps a client without a key',
    provoke: ({ Groq: Client }) => rejectionOf(() => new Client({ apiKey: undefined })),
    identity: 'groq:GroqError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['groq/authentication'],
  },
  ...[
    { status: 400, name: 'BadRequestError' },
    { status: 404, name: 'NotFoundError' },
    { status: 422, name: 'UnprocessableEntityError' },
    { status: 501, name: 'InternalServerError' },
  ].map(({ status, name }) => ({
    name: `keeps a ${status}`,
    provoke: facing(answering(status, says('No such thing', 'invalid_request_error'))),
    identity: `groq:${name}`,
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['groq/exhausted-quota', 'groq/authentication', 'groq/server-error'],
  })),
  ...[
    { status: 408, name: 'APIError' },
    { status: 409, name: 'ConflictError' },
    { status: 498, name: 'APIError' },
    { status: 500, name: 'InternalServerError' },
    { status: 503, name: 'InternalServerError' },
  ].map(({ status, name }) => ({
    name: `holds back a ${status}`,
    provoke: facing(answering(status, says('Try again', 'server_error', 'capacity_exceeded'))),
    identity: `groq:${name}`,
    verdict: 'transient' as const,
    rule: 'groq/server-error',
    nearMissOf: ['openai/server-error'],
    ...NAMELESS,
  })),
  {
    name: 'keeps an error in the middle of a stream, which does not say what went wrong',
    provoke: (module) => meet(streaming(sse(says('Failed', 'unknown'))), (url) => askForStream(module, url)),
    identity: 'groq:APIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['groq/server-error', 'openai/failed-mid-stream'],
  },
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'groq:APIConnectionTimeoutError',
    verdict: 'transient',
    rule: 'groq/timeout',
    nearMissOf: ['groq/aborted', 'openai/timeout', 'anthropic/timeout'],
    ...NAMELESS,
  },
  ...ENDINGS.map(({ name, end }) => ({
    name,
    provoke: (module: Module) => meet(hanging, (url) => ask(module, url, {}, end())),
    identity: 'groq:APIUserAbortError',
    verdict: 'expected' as const,
    rule: 'groq/aborted',
    nearMissOf: ['groq/timeout', 'openai/aborted', 'anthropic/aborted'],
    ...NAMELESS,
  })),
  ...onEachTransport(
    { name: 'refused', provoke: (module) => meetNobody((url) => ask(module, url)) },
    { code: 'ECONNREFUSED', rule: 'node/connection-refused' },
  ),
  ...onEachTransport(
    { name: 'reset', provoke: facing(resetting) },
    { code: 'ECONNRESET', rule: 'node/connection-reset' },
  ),
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|groq):SyntaxError$|^node-fetch:FetchError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
    only: ['groq-sdk', 'bundle'],
  },
]

export const groqProof = defineProof<Module, undefined>({
  library: groq,
  against: 'a stub of the Groq API',
  modules: { 'groq-sdk': () => import('groq-sdk'), 'groq-0': () => import('groq-0') },
  bundle: { entry: "export { default, Groq } from 'groq-sdk'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases,
})

/** From its first major on the client fetches with what Node has; before, it brought node-fetch along. */
function onEachTransport(
  { name, provoke }: Pick<Case<Module, undefined>, 'name' | 'provoke'>,
  { code, rule }: { readonly code: string; readonly rule: string },
): readonly Case<Module, undefined>[] {
  const refused = { provoke, identity: 'groq:APIConnectionError', verdict: 'transient' } as const
  return [
    {
      ...refused,
      ...NAMELESS,
      name: `holds back a ${name} connection`,
      decider: `node:Error#${code}`,
      rule,
      only: ['groq-sdk', 'bundle'],
    },
    {
      ...refused,
      name: `holds back a ${name} connection of node-fetch`,
      decider: `node-fetch:FetchError#${code}`,
      rule: 'node-fetch/connection-failed',
      only: ['groq-0'],
    },
  ]
}
