import { type Case, rejectionOf } from '../proof/proof.ts'
import { askRest, type GaxModule, type GoogleApi, type Question } from '../world/google-api.ts'
import { findClosedPort } from '../world/loopback.ts'
import { UNKNOWN_HOST } from '../world/upstream.ts'

type GoogleCase = Case<GaxModule, GoogleApi>

/** What gax 6 makes of an answer by REST. */
const SIX = { only: ['google-gax', 'bundle'] }
const FIVE = { only: ['google-gax-5'] }

export const restCases: readonly GoogleCase[] = [
  ...[408, 502, 503, 504].map(
    (status): GoogleCase => ({
      name: `holds back an answer with ${status} by REST`,
      ...answered(`status.${status}`, /^google-cloud:GoogleError(?:#\d+)?$/),
      verdict: 'transient',
      rule: 'google-cloud/unavailable',
      ...SIX,
    }),
  ),
  ...[400, 401, 403, 404, 500].map(
    (status): GoogleCase => ({
      name: `keeps an answer with ${status} by REST`,
      ...answered(`status.${status}`, /^google-cloud:GoogleError(?:#\d+)?$/),
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['google-cloud/unavailable', 'google-cloud/rate-limit'],
      ...SIX,
    }),
  ),
  {
    name: 'holds back a quota for the minute by REST',
    ...answered('answer.minute-quota', 'google-cloud:GoogleError#8'),
    verdict: 'transient',
    rule: 'google-cloud/rate-limit',
    nearMissOf: ['google-cloud/daily-quota'],
    ...SIX,
  },
  {
    name: 'keeps a quota for the day by REST',
    ...answered('answer.day-quota', 'google-cloud:GoogleError#8'),
    verdict: 'bug',
    rule: 'google-cloud/daily-quota',
    nearMissOf: ['google-cloud/rate-limit'],
    ...SIX,
  },
  {
    name: 'keeps an API for which the project has no quota at all by REST',
    ...answered('answer.no-quota', 'google-cloud:GoogleError#8'),
    verdict: 'bug',
    rule: 'google-cloud/daily-quota',
    nearMissOf: ['google-cloud/rate-limit'],
    ...SIX,
  },
  {
    name: 'holds back two transactions that want the same by REST',
    ...answered('answer.aborted', 'google-cloud:GoogleError#10'),
    verdict: 'transient',
    rule: 'google-cloud/conflict',
    ...SIX,
  },
  {
    name: 'keeps what is there already by REST',
    ...answered('answer.already-exists', 'google-cloud:GoogleError#6'),
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['google-cloud/conflict'],
    ...SIX,
  },
  {
    name: 'holds back a refused connection by REST',
    provoke: async (gax) => rejectionOf(askRest(gax, 'any', { port: await findClosedPort() })),
    identity: 'google-cloud:GoogleError#14',
    decider: 'node-fetch:FetchError#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node-fetch/connection-failed',
    ...SIX,
  },
  {
    name: 'holds back an answer by REST that stops halfway',
    ...answered('cut', 'google-cloud:GoogleError#14'),
    decider: 'node-fetch:FetchError#ERR_STREAM_PREMATURE_CLOSE',
    verdict: 'transient',
    rule: 'node-fetch/connection-failed',
    ...SIX,
  },
  {
    name: 'keeps a host that does not exist though it is called unavailable',
    ...answered('any', 'google-cloud:GoogleError#14', { servicePath: new URL(UNKNOWN_HOST).host }),
    decider: 'node-fetch:FetchError#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    nearMissOf: ['google-cloud/unavailable'],
    ...SIX,
  },
  {
    name: 'keeps an answer that is not JSON though it is called unavailable',
    ...answered('rubbish', 'google-cloud:GoogleError#14'),
    decider: /:SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['google-cloud/unavailable'],
    ...SIX,
  },
  {
    name: 'holds back a service that is silent by REST',
    ...answered('hang', 'google-cloud:GoogleError#4', { timeout: 30 }),
    verdict: 'transient',
    rule: 'google-cloud/deadline',
    ...SIX,
  },
  {
    name: 'holds back a call by REST that was called off',
    provoke: cancel,
    identity: 'google-cloud:GoogleError#1',
    verdict: 'expected',
    rule: 'google-cloud/cancelled',
    ...SIX,
  },
  {
    name: 'holds back an answer with 503 that version 5 leaves to gaxios',
    ...answered('status.503', 'gaxios:GaxiosError#503'),
    verdict: 'transient',
    rule: 'gaxios/upstream-unavailable',
    ...FIVE,
  },
  {
    name: 'keeps a quota for the day that version 5 leaves unread',
    ...answered('answer.day-quota', 'gaxios:GaxiosError#429'),
    verdict: 'bug',
    rule: 'gaxios/daily-quota',
    nearMissOf: ['gaxios/rate-limit'],
    ...FIVE,
  },
  {
    name: 'holds back a call by REST that was called off in version 5',
    provoke: cancel,
    identity: 'gaxios:GaxiosError',
    decider: 'node-fetch:AbortError',
    verdict: 'transient',
    rule: 'node-fetch/aborted',
    ...FIVE,
  },
]

function answered(
  name: string,
  identity: string | RegExp,
  question: Partial<Question> = {},
): Pick<GoogleCase, 'provoke' | 'identity'> {
  return {
    provoke: (gax, { rest: { port } }) => rejectionOf(askRest(gax, name, { port, ...question })),
    identity,
  }
}

function cancel(gax: GaxModule, { rest: { port }, untilAsked }: GoogleApi): Promise<unknown> {
  return rejectionOf(askRest(gax, 'hang', { port, cancelAt: untilAsked() }))
}
