import type { Arrival } from '../world/inbox.ts'
import { hasMechanism, readMessage, readModule, readOuter, readText } from './facts.ts'
import { REDIS_OUTAGE } from '../day/story.ts'

export interface Bug {
  readonly id: string
  readonly title: string
  /** Needs a Redis that answers. */
  readonly needsRedis?: true
  /** Would a person who reads this event see the bug? */
  readonly shows: (arrival: Arrival) => boolean
  /** How many such events it takes to see it, when none of them is an escalation. */
  readonly volume?: number
}

const BOUNDARY = /fastify/
const REDIS_GONE = /max retries per request limit|Connection is closed/

export const BUGS: readonly Bug[] = [
  {
    id: 'no-choices',
    title: 'TypeError in core.llm: the provider answers 200 with an error and no choices',
    shows: shows('TypeError', /reading '0'/),
  },
  {
    id: 'insufficient-quota',
    title: '429 that no retry heals: insufficient_quota',
    shows: ({ event }) => /^Error: 429 You exceeded your current quota/m.test(readText(event)),
  },
  {
    id: 'bad-port',
    title: 'fetch failed: bad port, a URL configured wrongly',
    shows: ({ event }) => /: bad port$/m.test(readText(event)),
  },
  {
    id: 'rate-limit-escaped',
    title: 'a rate limit outlives its retries and reaches the client of /v1/digest',
    shows: ({ event }) =>
      /429 Rate limit reached for tokens per min/.test(readText(event)) && hasMechanism(event, BOUNDARY),
  },
  {
    id: 'pool-ended',
    title: 'the export ends the reporting pool for everybody after it',
    shows: ({ event }) => readText(event).includes('Cannot use a pool') && readModule(event) === 'scheduler',
  },
  {
    id: 'wrong-password',
    title: '28P01: the reporting role has a wrong password',
    shows: ({ event }) => readText(event).includes('password authentication failed'),
  },
  {
    id: 'upstream-403',
    title: 'an upstream 403 reaches our own error handler, which answers 403',
    shows: ({ event }) => /403 Key lacks the scope/.test(readText(event)),
  },
  {
    id: 'aggregate',
    title: 'AggregateError: one voice is down, our reading of the other is wrong',
    shows: ({ event }) =>
      /AggregateError/.test(readText(event)) && /TypeError: .*reading 'url'/.test(readText(event)),
  },
  {
    id: 'burst',
    title: 'an unknown time zone among 200 failures in one tick of the event loop',
    shows: shows('RangeError', /Invalid time zone specified/),
  },
  {
    id: 'redis-down',
    title: 'Redis is down for 40 minutes',
    shows: showsOutage,
    volume: 50,
  },
  {
    id: 'last-attempt',
    title: 'a memory job fails on its last attempt and is lost',
    shows: ({ event }) => event.tags?.queue === 'memory',
  },
  {
    id: 'plain-object',
    title: 'an unhandled rejection with a plain object',
    shows: ({ event }) =>
      /captured as (exception|promise rejection) with keys: field, reason/.test(readText(event)),
  },
  {
    id: 'bad-migration',
    title: '42P01: the migration made another table than the code reads',
    shows: ({ event }) => /relation "user_streaks" does not exist/.test(readText(event)),
  },
  {
    id: 'own-connection-error',
    title: 'our own ConnectionError, of the subscription states',
    shows: shows('ConnectionError', /^subscription cannot go from/),
  },
  {
    id: 'shutdown-type-error',
    title: 'TypeError during shutdown: an empty draft is lost',
    shows: shows('TypeError', /Reduce of empty array/),
  },
  {
    id: 'rotated-key',
    title: '401 from the picture provider: the key was rotated',
    shows: ({ event }) => /^Error: 401 /m.test(readText(event)),
  },
  {
    id: 'wrong-type',
    title: 'WRONGTYPE: a gift makes a hash of the counter',
    needsRedis: true,
    shows: ({ event }) => readText(event).includes('WRONGTYPE'),
  },
  {
    id: 'typo-host',
    title: 'ENOTFOUND: a typo in the host of the partner',
    shows: ({ event }) => readText(event).includes('ENOTFOUND'),
  },
  {
    id: 'ledger-mismatch',
    title: 'a message without an error: ledger mismatch',
    shows: ({ event }) => /^ledger mismatch/m.test(readMessage(event) || (readOuter(event)?.value ?? '')),
  },
  {
    id: 'validation-path',
    title: 'TypeError behind a 400: explaining a validation error fails',
    shows: shows('TypeError', /reading 'replaceAll'/),
  },
]

function shows(type: string, value: RegExp): Bug['shows'] {
  return ({ event }) => {
    const outer = readOuter(event)
    return outer?.type === type && value.test(outer.value ?? '')
  }
}

/** One event says a command failed, as on every blip. Many, or an escalation, say Redis is down. */
function showsOutage({ tick, event }: Arrival): boolean {
  const within = tick >= REDIS_OUTAGE.from && tick <= REDIS_OUTAGE.to
  return within && REDIS_GONE.test(readText(event))
}
