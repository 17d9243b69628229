import { gaxios } from '@sentry-presets/catalog'
import type * as Gaxios from 'gaxios'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { findRefusingUrl, openUpstream, UNKNOWN_HOST } from '../world/upstream.ts'
import { GOOGLE_ANSWERS } from './google-answers.ts'
import { statusCases } from './status-cases.ts'

/** As far as versions 8 and 7 agree. */
type GaxiosModule = Pick<typeof Gaxios, 'request'>

export const gaxiosProof = defineProof<GaxiosModule, Endpoint>({
  library: gaxios,
  against: "a stub of Google's HTTP APIs, an HTTP server that fails, and closed ports on loopback",
  modules: { gaxios: () => import('gaxios'), 'gaxios-7': () => import('gaxios-7') },
  bundle: { entry: "export { request } from 'gaxios'" },
  open: () => openUpstream(GOOGLE_ANSWERS),
  close: (upstream) => upstream.close(),
  cases: [
    ...statusCases<GaxiosModule>(
      'gaxios',
      (module, url) => module.request({ url }),
      (status) => `gaxios:GaxiosError#${status}`,
    ),
    {
      name: 'holds back a rate limit on a user that is a 403',
      ...answered('user-rate-limit', 403),
      verdict: 'transient',
      rule: 'gaxios/rate-limit',
    },
    {
      name: 'holds back a rate limit on a project that is a 403',
      ...answered('project-rate-limit', 403),
      verdict: 'transient',
      rule: 'gaxios/rate-limit',
    },
    {
      name: 'keeps a limit for the day that is a 403',
      ...answered('daily-limit', 403),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps a full storage, which is a 403 as well',
      ...answered('storage-quota', 403),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'holds back a quota for the minute',
      ...answered('minute-quota', 429),
      verdict: 'transient',
      rule: 'gaxios/rate-limit',
      nearMissOf: ['gaxios/daily-quota'],
    },
    {
      name: 'keeps a quota for the day',
      ...answered('day-quota', 429),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps a quota for the day that is only told in words',
      ...answered('day-quota-in-words', 429),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps a quota for the day that is called a rate limit',
      ...answered('day-quota-as-rate-limit', 403),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps a quota for the day that is not the first detail',
      ...answered('day-quota-below', 429),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps a quota for the day that is a 403 like a rate limit',
      ...answered('day-quota-403', 403),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'keeps an API for which the project has no quota at all',
      ...answered('no-quota', 429),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: "keeps Firestore's quota for the day, of which it is not said that it is one",
      ...answered('whole-quota', 429),
      verdict: 'bug',
      rule: 'gaxios/daily-quota',
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: "keeps a quota of Gemini's, of which it is not said for how long",
      ...answered('some-quota', 429),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'holds back a 500 that Google asks to be tried again',
      ...answered('backend-error', 500),
      verdict: 'transient',
      rule: 'gaxios/upstream-unavailable',
    },
    {
      name: 'keeps a 500 for another reason',
      ...answered('internal-error', 500),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/upstream-unavailable'],
    },
    {
      name: 'keeps a token that was revoked',
      ...answered('invalid-grant', 400),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/rate-limit'],
    },
    {
      name: 'holds back a refused connection',
      provoke: async ({ request }) => rejectionOf(request({ url: await findRefusingUrl() })),
      identity: 'gaxios:GaxiosError#ECONNREFUSED',
      decider: 'node-fetch:FetchError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/reset` })),
      identity: 'gaxios:GaxiosError#ECONNRESET',
      decider: 'node-fetch:FetchError#ECONNRESET',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'holds back an answer that stops halfway',
      provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/cut` })),
      identity: 'gaxios:GaxiosError#ERR_STREAM_PREMATURE_CLOSE',
      decider: 'node-fetch:FetchError#ERR_STREAM_PREMATURE_CLOSE',
      verdict: 'transient',
      rule: 'node-fetch/connection-failed',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: ({ request }) => rejectionOf(request({ url: UNKNOWN_HOST })),
      identity: 'gaxios:GaxiosError#ENOTFOUND',
      decider: 'node-fetch:FetchError#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['node-fetch/connection-failed'],
    },
    {
      name: 'keeps redirects without an end',
      provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/loop` })),
      identity: 'gaxios:GaxiosError',
      decider: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/timeout', 'gaxios/aborted'],
    },
    {
      name: 'keeps an answer larger than allowed',
      provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/large`, size: 10 })),
      identity: 'gaxios:GaxiosError',
      decider: 'node-fetch:FetchError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/timeout'],
    },
    {
      name: 'holds back a service that is silent longer than the timeout',
      provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/hang`, timeout: 20 })),
      identity: /^gaxios:GaxiosError(?:#TimeoutError)?$/,
      verdict: 'transient',
      rule: 'gaxios/timeout',
    },
    {
      name: 'keeps another failure though its deadline has passed since',
      async provoke({ request }, { url }) {
        const error = await rejectionOf(request({ url: `${url}/garbage`, timeout: 30 }))
        await new Promise((resolve) => setTimeout(resolve, 40))
        return error
      },
      identity: 'gaxios:GaxiosError#HPE_INVALID_CONSTANT',
      decider: 'node-fetch:FetchError#HPE_INVALID_CONSTANT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['gaxios/timeout'],
    },
    {
      name: 'holds back a request that was called off',
      provoke: cancel,
      identity: 'gaxios:GaxiosError#AbortError',
      verdict: 'expected',
      rule: 'gaxios/aborted',
      nearMissOf: ['gaxios/timeout'],
      only: ['gaxios', 'bundle'],
    },
    {
      name: 'holds back a request that was called off in version 7, which gives no code',
      provoke: cancel,
      identity: 'gaxios:GaxiosError',
      decider: 'node-fetch:AbortError',
      verdict: 'transient',
      rule: 'node-fetch/aborted',
      nearMissOf: ['gaxios/timeout', 'gaxios/aborted'],
      only: ['gaxios-7'],
    },
    {
      name: 'keeps an address that is none',
      provoke: ({ request }) => rejectionOf(request({ url: 'no address' })),
      identity: 'node:TypeError#ERR_INVALID_URL',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

function answered(
  name: keyof typeof GOOGLE_ANSWERS,
  code: number,
): Pick<Case<GaxiosModule, Endpoint>, 'provoke' | 'identity'> {
  return {
    provoke: ({ request }, { url }) => rejectionOf(request({ url: `${url}/answer/${name}` })),
    identity: `gaxios:GaxiosError#${code}`,
  }
}

function cancel({ request }: GaxiosModule, { url }: Endpoint): Promise<unknown> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return rejectionOf(request({ url: `${url}/hang`, signal: controller.signal }))
}
