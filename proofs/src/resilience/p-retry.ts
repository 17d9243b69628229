import { pRetry } from '@sentry-presets/catalog'
import type * as PRetry from 'p-retry'
import { findClosedPort } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

export const pRetryProof = defineProof<typeof PRetry, undefined>({
  library: pRetry,
  against: 'closed ports on loopback',
  modules: { 'p-retry': () => import('p-retry'), 'p-retry-8': () => import('p-retry-8') },
  bundle: { entry: "export { default, AbortError } from 'p-retry'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back the last of several refused fetches',
      async provoke({ default: retry }) {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return rejectionOf(retry(() => fetch(url), { retries: 1, minTimeout: 1 }))
      },
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a bug that was tried again in vain',
      provoke: ({ default: retry }) =>
        rejectionOf(retry(() => JSON.parse('no JSON'), { retries: 1, minTimeout: 1 })),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'judges what was given up by the error that was given',
      provoke: ({ default: retry, AbortError }) =>
        rejectionOf(
          retry(async () => {
            throw new AbortError(new TypeError('no'))
          }),
        ),
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'looks into an AbortError that nobody unwrapped',
      async provoke({ AbortError }) {
        const refused = await rejectionOf(fetch(`http://127.0.0.1:${await findClosedPort()}`))
        return new AbortError(refused as Error) // fetch throws nothing else
      },
      identity: 'app:AbortError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps an AbortError made of a text',
      provoke: ({ AbortError }) => Promise.resolve(new AbortError('no use')),
      identity: 'app:AbortError',
      decider: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/aborted'],
    },
    {
      name: 'holds back retries that were called off',
      provoke: ({ default: retry }) =>
        rejectionOf(retry(() => fetch('http://127.0.0.1:1'), { signal: AbortSignal.abort() })),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
  ],
})
