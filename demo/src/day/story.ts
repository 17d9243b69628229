import type { PlannedFault } from '../world/faults.ts'
import { tickAt, type Call, type Message } from './tick.ts'
import { telegramError } from './weather.ts'

/** What happens besides the ordinary traffic: what somebody does, and how the world answers them. */
export interface Moment {
  readonly tick: number
  readonly messages?: readonly Message[]
  readonly calls?: readonly Call[]
  readonly faults?: readonly PlannedFault[]
}

export const DEPLOYS = [tickAt(7), tickAt(14), tickAt(19, 30)]
export const REDIS_OUTAGE = { from: tickAt(20, 30), to: tickAt(21, 10) }
const SUBSCRIBERS = 200
const UNREACHABLE = 190
const ALL_ATTEMPTS = 99

export const STORY: readonly Moment[] = [
  { tick: 0, calls: subscribers() },
  {
    tick: tickAt(2, 30),
    calls: [post('/v1/chat', { userId: 'provider-error', text: 'How are you?' })],
    faults: [
      {
        service: 'llm',
        contains: '"provider-error"',
        fault: {
          kind: 'answer',
          status: 200,
          body: { error: { message: 'Provider returned error', code: 502 } },
        },
        times: 1,
      },
    ],
  },
  {
    tick: tickAt(3, 20),
    calls: [post('/v1/chat', { userId: 'long-event', text: 'Good morning' })],
    faults: [
      {
        service: 'analytics',
        contains: '"long-event"',
        fault: { kind: 'answer', status: 400, body: { reason: 'property too long', field: 'length' } },
        times: 1,
      },
    ],
  },
  { tick: tickAt(4), calls: [put('/v1/subscriptions/900', { state: 'past_due' })] },
  {
    tick: tickAt(5),
    calls: [{ method: 'GET', path: '/v1/models' }],
    faults: [
      {
        service: 'llm',
        contains: '/models',
        fault: {
          kind: 'answer',
          status: 403,
          body: { error: { message: 'Key lacks the scope models.read', code: 'forbidden' } },
        },
        times: 1,
      },
    ],
  },
  { tick: tickAt(5, 25), calls: [post('/v1/chat', { userId: '77', text: 'x'.repeat(4_001) })] },
  {
    tick: tickAt(5, 50),
    messages: [{ userId: 811, text: 'remember last-attempt please' }],
    faults: [
      {
        service: 'chroma',
        contains: 'last-attempt',
        fault: { kind: 'answer', status: 503, body: { error: 'unavailable', message: 'unavailable' } },
        times: ALL_ATTEMPTS,
      },
    ],
  },
  { tick: tickAt(7, 30), calls: [post('/v1/payments', { id: 'p-1', userId: '900', amount: 25_000 })] },
  {
    tick: tickAt(8, 20),
    calls: [post('/v1/voice', { userId: 'no-audio', text: 'Sing' })],
    faults: [
      { service: 'voice-primary', contains: '"no-audio"', fault: { kind: 'reset' }, times: 1 },
      {
        service: 'voice-fallback',
        contains: '"no-audio"',
        fault: { kind: 'answer', status: 200, body: { url: 'https://voices.example/2.ogg' } },
        times: 1,
      },
    ],
  },
  { tick: tickAt(9, 10), messages: [{ userId: 813, text: '/streak' }] },
  { tick: tickAt(10), calls: [{ method: 'GET', path: '/v1/usage.csv' }] },
  {
    tick: tickAt(11, 15),
    calls: [post('/v1/digest', { userId: 'over-limit', text: '' })],
    faults: [
      {
        service: 'llm',
        contains: '"over-limit"',
        fault: {
          kind: 'answer',
          status: 429,
          body: {
            error: {
              message: 'Rate limit reached for tokens per min (TPM): Limit 10000, Used 9800, Requested 900.',
              type: 'tokens',
              code: 'rate_limit_exceeded',
            },
          },
        },
        times: ALL_ATTEMPTS,
      },
    ],
  },
  { tick: tickAt(11, 40), calls: twice(post('/v1/payments', { id: 'p-2', userId: '901', amount: 500 })) },
  {
    tick: tickAt(12, 30),
    calls: [post('/v1/broadcasts', { text: 'A new voice is here.' })],
    faults: [unreachable()],
  },
  { tick: tickAt(13, 55), messages: [{ userId: 815, text: '/story' }] },
  { tick: tickAt(15), messages: [{ userId: 817, text: '/gift' }] },
  { tick: tickAt(15, 5), messages: [{ userId: 817, text: 'Thank you!' }] },
  {
    tick: tickAt(16, 40),
    messages: [{ userId: 818, text: '/imagine a rotated key' }],
    faults: [
      {
        service: 'images',
        contains: 'a rotated key',
        fault: {
          kind: 'answer',
          status: 401,
          body: { error: { message: 'No auth credentials found', code: 'invalid_api_key' } },
        },
        times: 1,
      },
    ],
  },
  {
    tick: tickAt(17, 15),
    messages: [{ userId: 819, text: '/imagine an empty purse' }],
    faults: [
      {
        service: 'images',
        contains: 'an empty purse',
        fault: {
          kind: 'answer',
          status: 429,
          body: {
            error: {
              message: 'You exceeded your current quota, please check your plan and billing details.',
              type: 'insufficient_quota',
              code: 'insufficient_quota',
            },
          },
        },
        times: 1,
      },
    ],
  },
  { tick: tickAt(22, 10), messages: [{ userId: 820, text: '/imagine hd a lighthouse' }] },
]

/** Everybody gets the day's news. One of them lives in a time zone that does not exist. */
function subscribers(): Call[] {
  return Array.from({ length: SUBSCRIBERS }, (_, index) => {
    const timezone = index === 150 ? 'Europe/Kyjiv' : 'Europe/Berlin'
    return put(`/v1/users/${1_000 + index}`, { name: `Subscriber ${index}`, timezone })
  })
}

/** Most of them have blocked the bot since. */
function unreachable(): PlannedFault {
  const fault = telegramError(403, 'Forbidden: bot was blocked by the user')
  return { service: 'telegram', contains: 'A new voice is here', fault, times: UNREACHABLE }
}

function twice(call: Call): Call[] {
  return [call, call]
}

function post(path: string, body: unknown): Call {
  return { method: 'POST', path, body }
}

function put(path: string, body: unknown): Call {
  return { method: 'PUT', path, body }
}
