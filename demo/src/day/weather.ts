import type { Random } from '../random.ts'
import type { Chance, Fault, Weather } from '../world/faults.ts'

const OVERLOADED: Fault = {
  kind: 'answer',
  status: 503,
  body: { error: { message: 'Provider is overloaded, try again', type: 'server_error', code: 'overloaded' } },
}
const UNAVAILABLE: Fault = {
  kind: 'answer',
  status: 503,
  body: { error: 'unavailable', message: 'unavailable' },
}
const BLOCKED: Fault = telegramError(403, 'Forbidden: bot was blocked by the user')
const RESET: Fault = { kind: 'reset' }
const DROP: Fault = { kind: 'drop' }
const HANG: Fault = { kind: 'hang' }

/** An ordinary five minutes: some of everything, a little worse or better than the last. */
export function createWeather(random: Random): Weather {
  const strength = 0.6 + random.next() * 0.8
  const hang = random.next() < 0.06 ? 0.05 : 0
  return scale(strength, {
    llm: [
      ...many(() => chance(tooMany(random), 0.08)),
      chance(OVERLOADED, 0.12),
      chance(RESET, 0.04),
      chance(DROP, 0.03),
      chance(HANG, hang),
    ],
    embeddings: [...many(() => chance(tooMany(random), 0.03)), chance(DROP, 0.03)],
    images: [chance(OVERLOADED, 0.25), chance({ kind: 'slow', ms: 45 }, 0.25)],
    chroma: [chance(UNAVAILABLE, 0.07), chance(RESET, 0.04)],
    'voice-primary': [chance(UNAVAILABLE, 0.3), chance(RESET, 0.15), chance(HANG, hang)],
    'voice-fallback': [chance(UNAVAILABLE, 0.1)],
    telegram: [chance(BLOCKED, 0.14), chance(flood(random), 0.07), chance(DROP, 0.03)],
  })
}

/** The five minutes of a release: answers are slow, so work is under way when the processes go. */
export function slowDown(weather: Weather): Weather {
  const slow = chance({ kind: 'slow', ms: 120 }, 0.5)
  return {
    ...weather,
    llm: [slow, ...(weather.llm ?? [])],
    embeddings: [slow, ...(weather.embeddings ?? [])],
  }
}

/** The provider's words: a wait that is never the same. */
function tooMany(random: Random): Fault {
  const message = `Rate limit reached for requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in ${random.integer(999)}ms.`
  return {
    kind: 'answer',
    status: 429,
    body: { error: { message, type: 'requests', code: 'rate_limit_exceeded' } },
  }
}

function flood(random: Random): Fault {
  const seconds = 1 + random.integer(30)
  return telegramError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}

export function telegramError(code: number, description: string, parameters: object = {}): Fault {
  return { kind: 'answer', status: code, body: { ok: false, error_code: code, description, parameters } }
}

/** Several of a kind, so that not all read the same. */
function many(make: () => Chance): Chance[] {
  return Array.from({ length: 4 }, make)
}

function chance(fault: Fault, probability: number): Chance {
  return { fault, probability }
}

function scale(factor: number, weather: Weather): Weather {
  const scaled = Object.entries(weather).map(([service, chances]) => [
    service,
    chances.map(({ fault, probability }) => ({ fault, probability: probability * factor })),
  ])
  return Object.fromEntries(scaled)
}
