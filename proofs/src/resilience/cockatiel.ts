import { cockatiel } from '@sentry-presets/catalog'
import type * as Cockatiel from 'cockatiel'
import { findClosedPort } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

export const cockatielProof = defineProof<typeof Cockatiel, undefined>({
  library: cockatiel,
  against: 'functions that fail or never end, and closed ports on loopback',
  modules: { cockatiel: () => import('cockatiel'), 'cockatiel-3': () => import('cockatiel-3') },
  bundle: { entry: "export * from 'cockatiel'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'keeps the failure that opens the breaker',
      provoke: (module) => rejectionOf(createBreaker(module).execute(fail)),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['cockatiel/circuit-open'],
    },
    {
      name: 'holds back a call that the open breaker refuses',
      async provoke(module) {
        const breaker = createBreaker(module)
        await rejectionOf(breaker.execute(fail))
        return rejectionOf(breaker.execute(succeed))
      },
      identity: 'cockatiel:BrokenCircuitError',
      verdict: 'transient',
      rule: 'cockatiel/circuit-open',
      nearMissOf: ['cockatiel/circuit-isolated'],
    },
    {
      name: 'holds back a call on a breaker that somebody holds open',
      async provoke(module) {
        const breaker = createBreaker(module)
        breaker.isolate()
        return rejectionOf(breaker.execute(succeed))
      },
      identity: 'cockatiel:IsolatedCircuitError',
      verdict: 'expected',
      rule: 'cockatiel/circuit-isolated',
      nearMissOf: ['cockatiel/circuit-open'],
    },
    {
      name: 'holds back a call that is tried again in vain while the breaker is open',
      async provoke(module) {
        const { ConstantBackoff, handleAll, retry, wrap } = module
        const breaker = createBreaker(module)
        await rejectionOf(breaker.execute(fail))
        const policy = wrap(retry(handleAll, { maxAttempts: 2, backoff: new ConstantBackoff(1) }), breaker)
        return rejectionOf(policy.execute(succeed))
      },
      identity: 'cockatiel:BrokenCircuitError',
      verdict: 'transient',
      rule: 'cockatiel/circuit-open',
    },
    {
      name: 'judges a refused fetch that was tried again as any other',
      async provoke({ ConstantBackoff, handleAll, retry }) {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        const policy = retry(handleAll, { maxAttempts: 2, backoff: new ConstantBackoff(1) })
        return rejectionOf(policy.execute(() => fetch(url)))
      },
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a call beyond those that may run at once',
      provoke({ bulkhead }) {
        const policy = bulkhead(1)
        policy.execute(never).catch(() => {})
        return rejectionOf(policy.execute(succeed))
      },
      identity: 'cockatiel:BulkheadRejectedError',
      verdict: 'transient',
      rule: 'cockatiel/bulkhead-full',
    },
    {
      name: 'keeps a failure of a call that the bulkhead let through',
      provoke: ({ bulkhead }) => rejectionOf(bulkhead(1).execute(fail)),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['cockatiel/bulkhead-full'],
    },
    {
      name: 'holds back a call that takes too long',
      provoke: ({ timeout, TimeoutStrategy }) =>
        rejectionOf(timeout(5, TimeoutStrategy.Aggressive).execute(never)),
      identity: 'cockatiel:TaskCancelledError',
      verdict: 'transient',
      rule: 'cockatiel/timeout',
      nearMissOf: ['cockatiel/cancelled'],
    },
    {
      name: 'holds back a fetch that a timeout called off itself',
      async provoke({ timeout, TimeoutStrategy }) {
        const policy = timeout(5, TimeoutStrategy.Cooperative)
        return rejectionOf(policy.execute(({ signal }) => waitFor(signal)))
      },
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
      nearMissOf: ['cockatiel/timeout'],
    },
    {
      name: 'holds back a call that was called off before its turn',
      provoke: ({ bulkhead }) => rejectionOf(bulkhead(1).execute(succeed, AbortSignal.abort())),
      identity: 'cockatiel:TaskCancelledError',
      verdict: 'expected',
      rule: 'cockatiel/cancelled',
      nearMissOf: ['cockatiel/timeout'],
    },
    {
      name: 'keeps a cancellation that the application words itself',
      provoke: ({ TaskCancelledError }) =>
        Promise.resolve(new TaskCancelledError('the import was cancelled: no such table')),
      identity: 'cockatiel:TaskCancelledError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['cockatiel/cancelled', 'cockatiel/timeout'],
    },
    {
      name: 'keeps a breaker that is set up wrong',
      provoke: ({ ConsecutiveBreaker, circuitBreaker, handleAll }) =>
        rejectionOf(() =>
          circuitBreaker(handleAll, {
            halfOpenAfter: 1_000,
            breaker: new ConsecutiveBreaker(1),
            halfOpenSampling: { calls: 0, threshold: 0 },
          }),
        ),
      identity: 'cockatiel:RangeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      only: ['cockatiel', 'bundle'],
    },
  ],
})

function createBreaker({ ConsecutiveBreaker, circuitBreaker, handleAll }: typeof Cockatiel) {
  return circuitBreaker(handleAll, { halfOpenAfter: 60_000, breaker: new ConsecutiveBreaker(1) })
}

function waitFor(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

const succeed = () => Promise.resolve()
const fail = () => Promise.reject(new Error('no such order'))
const never = () => new Promise<never>(() => {})
