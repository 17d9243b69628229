import { opossum } from '@sentry-presets/catalog'
import type CircuitBreaker from 'opossum'
import type { Options } from 'opossum'
import { findClosedPort } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

interface Opossum {
  readonly default: typeof CircuitBreaker
}

export const opossumProof = defineProof<Opossum, undefined>({
  library: opossum,
  against: 'functions that fail or never end, and closed ports on loopback',
  modules: { opossum: () => import('opossum'), 'opossum-9': () => import('opossum-9') },
  bundle: { entry: "export { default } from 'opossum'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a call that the open breaker refuses',
      provoke: (module) =>
        withBreaker(module, succeed, async (breaker) => {
          breaker.open()
          await breaker.fire()
        }),
      identity: 'opossum:Error#EOPENBREAKER',
      verdict: 'transient',
      rule: 'opossum/circuit-open',
    },
    {
      name: 'keeps the failure that opens the breaker',
      provoke: (module) => withBreaker(module, fail, (breaker) => breaker.fire()),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['opossum/circuit-open', 'opossum/semaphore-locked'],
    },
    {
      name: 'holds back a call after a failure that opened the breaker',
      provoke: (module) =>
        withBreaker(module, fail, async (breaker) => {
          await rejectionOf(breaker.fire())
          await breaker.fire()
        }),
      identity: 'opossum:Error#EOPENBREAKER',
      verdict: 'transient',
      rule: 'opossum/circuit-open',
    },
    {
      name: 'judges a refused fetch behind a breaker as any other',
      async provoke(module) {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return withBreaker(
          module,
          () => fetch(url),
          (breaker) => breaker.fire(),
        )
      },
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a call that takes too long',
      provoke: (module) => withBreaker(module, never, (breaker) => breaker.fire(), { timeout: 5 }),
      identity: 'opossum:Error#ETIMEDOUT',
      verdict: 'transient',
      rule: 'opossum/timeout',
      inBundle: 'cannot tell',
    },
    {
      name: "keeps an application's own error with the code of a timeout",
      provoke: (module) =>
        withBreaker(
          module,
          () => Promise.reject(Object.assign(new Error('Timed out'), { code: 'ETIMEDOUT' })),
          (breaker) => breaker.fire(),
        ),
      identity: 'app:Error#ETIMEDOUT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['opossum/timeout', 'node/connection-timeout'],
    },
    {
      name: 'holds back a call beyond those that may run at once',
      provoke: (module) =>
        withBreaker(
          module,
          never,
          (breaker) => {
            breaker.fire().catch(() => {})
            return breaker.fire()
          },
          { capacity: 1 },
        ),
      identity: 'opossum:Error#ESEMLOCKED',
      verdict: 'transient',
      rule: 'opossum/semaphore-locked',
    },
    {
      name: 'holds back a call on a breaker that was shut down, while the process stops',
      provoke: fireAfterShutdown,
      identity: 'opossum:Error#ESHUTDOWN',
      verdict: 'control-flow',
      rule: 'opossum/circuit-shut-down',
      phase: 'shutdown',
    },
    {
      name: 'keeps a call on a breaker that was shut down while the process runs',
      provoke: fireAfterShutdown,
      identity: 'opossum:Error#ESHUTDOWN',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['opossum/circuit-shut-down'],
    },
    {
      name: 'keeps what a fallback throws in place of the open breaker',
      provoke: (module) =>
        withBreaker(module, succeed, (breaker) => {
          breaker.open()
          breaker.fallback(fail)
          return breaker.fire()
        }),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['opossum/circuit-open'],
    },
    {
      name: 'keeps a health check that is no function',
      provoke: (module) =>
        withBreaker(module, succeed, async (breaker) => {
          // Only plain JavaScript can be wrong about this.
          breaker.healthCheck(undefined as unknown as () => Promise<void>)
        }),
      identity: 'opossum:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
  ],
})

type Action = () => Promise<unknown>

/** What the work with a breaker of its own throws; its timers are cleared. */
async function withBreaker(
  { default: Breaker }: Opossum,
  action: Action,
  work: (breaker: CircuitBreaker) => Promise<unknown>,
  options: Options = {},
): Promise<unknown> {
  const breaker = new Breaker(action, options)
  try {
    return await rejectionOf(() => work(breaker))
  } finally {
    breaker.shutdown()
  }
}

function fireAfterShutdown(module: Opossum): Promise<unknown> {
  return withBreaker(module, succeed, (breaker) => {
    breaker.shutdown()
    return breaker.fire()
  })
}

const succeed: Action = () => Promise.resolve()
const fail: Action = () => Promise.reject(new Error('no such order'))
const never: Action = () => new Promise(() => {})
