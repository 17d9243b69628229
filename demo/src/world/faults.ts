import { createRandom, type Random } from '../random.ts'

export type Service =
  | 'telegram'
  | 'llm'
  | 'embeddings'
  | 'images'
  | 'chroma'
  | 'voice-primary'
  | 'voice-fallback'
  | 'analytics'

/** What happens to a request instead of an answer. */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'slow'; readonly ms: number }

export interface Chance {
  readonly fault: Fault
  readonly probability: number
}

/** A fault that meets exactly the requests that contain a text. */
export interface PlannedFault {
  readonly service: Service
  readonly contains: string
  readonly fault: Fault
  readonly times: number
}

export type Weather = Readonly<Partial<Record<Service, readonly Chance[]>>>

export interface Faults {
  setTick(tick: number, weather: Weather, planned: readonly PlannedFault[]): void
  next(service: Service, request: string): Fault | undefined
}

export function createFaults(seed: string): Faults {
  let weather: Weather = {}
  let planned: { readonly fault: PlannedFault; left: number }[] = []
  let streams = new Map<Service, Random>()
  let prefix = seed

  return {
    setTick(tick, tickWeather, tickPlanned) {
      weather = tickWeather
      planned = tickPlanned.map((fault) => ({ fault, left: fault.times }))
      streams = new Map()
      prefix = `${seed}:${tick}`
    },
    next(service, request) {
      const plan = planned.find(({ fault, left }) => {
        return left > 0 && fault.service === service && request.includes(fault.contains)
      })
      if (plan) {
        plan.left -= 1
        return plan.fault.fault
      }
      const random = streams.get(service) ?? createRandom(`${prefix}:${service}`)
      streams.set(service, random)
      return roll(weather[service] ?? [], random.next())
    },
  }
}

function roll(chances: readonly Chance[], value: number): Fault | undefined {
  let sum = 0
  for (const { fault, probability } of chances) {
    sum += probability
    if (value < sum) return fault
  }
  return undefined
}
