import { createRandom, type Random } from '../random.ts'
import { DEPLOYS, REDIS_OUTAGE, STORY } from './story.ts'
import { TICKS, type Call, type Message, type Tick } from './tick.ts'
import { createWeather, slowDown } from './weather.ts'

const TEXTS = [
  'How was your day?',
  'Tell me a joke',
  'I saw a heron today',
  'What did I say about tea?',
  'Good night',
] as const
const REGULARS = 40
const BLIP_EVERY = 14

/** The whole day, from a seed: the same for every variant. */
export function planDay(seed: string): Tick[] {
  return Array.from({ length: TICKS }, (_, number) =>
    planTick(number, createRandom(`${seed}:plan:${number}`)),
  )
}

function planTick(number: number, random: Random): Tick {
  const moments = STORY.filter(({ tick }) => tick === number)
  const deploy = DEPLOYS.includes(number)
  const weather = createWeather(random)
  const load = deploy ? 9 : Math.round(loadAt(number) * (0.7 + random.next() * 0.6))
  return {
    number,
    messages: [
      ...many(Math.round(load * 0.5), () => toMessage(random)),
      ...moments.flatMap(({ messages = [] }) => messages),
    ],
    calls: [
      ...many(Math.round(load * 1.3), () => toCall(random)),
      ...moments.flatMap(({ calls = [] }) => calls),
    ],
    weather: deploy ? slowDown(weather) : weather,
    faults: moments.flatMap(({ faults = [] }) => faults),
    redis: redisAt(number, random),
    deploy,
  }
}

/** People sleep until late and write in the evening. */
function loadAt(tick: number): number {
  return 3.6 - 2.4 * Math.cos(((tick / TICKS) * 24 - 8) * (Math.PI / 12))
}

function redisAt(tick: number, random: Random): Tick['redis'] {
  if (tick >= REDIS_OUTAGE.from && tick < REDIS_OUTAGE.to) return 'down'
  return random.integer(BLIP_EVERY) === 0 ? 'blip' : 'up'
}

function toMessage(random: Random): Message {
  const userId = 100 + random.integer(REGULARS)
  const dice = random.next()
  if (dice < 0.05) return { userId, text: `/imagine ${random.pick(TEXTS)}` }
  if (dice < 0.12) return { userId, text: `/speak ${random.pick(TEXTS)}` }
  if (dice < 0.18) return { userId, text: `${random.pick(TEXTS)} `.repeat(120) }
  return { userId, text: random.pick(TEXTS) }
}

function toCall(random: Random): Call {
  const userId = String(100 + random.integer(REGULARS))
  const body = { userId, text: random.pick(TEXTS) }
  const dice = random.next()
  if (dice < 0.12) return { method: 'POST', path: '/v1/voice', body }
  if (dice < 0.14) return { method: 'GET', path: '/health' }
  return { method: 'POST', path: '/v1/chat', body }
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make)
}
