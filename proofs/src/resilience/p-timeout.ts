import { pTimeout } from '@sentry-presets/catalog'
import type * as PTimeout from 'p-timeout'
import { findClosedPort } from '../world/loopback.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'

export const pTimeoutProof = defineProof<typeof PTimeout, undefined>({
  library: pTimeout,
  against: 'promises that never settle, and closed ports on loopback',
  modules: { 'p-timeout': () => import('p-timeout'), 'p-timeout-7': () => import('p-timeout-7') },
  bundle: { entry: "export { default, TimeoutError } from 'p-timeout'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a deadline that was not met',
      provoke: ({ default: timeout }) => rejectionOf(timeout(never(), { milliseconds: 5 })),
      identity: 'p-timeout:TimeoutError',
      verdict: 'transient',
      rule: 'p-timeout/timeout',
    },
    {
      name: 'holds back a deadline that is no whole number',
      provoke: ({ default: timeout }) => rejectionOf(timeout(never(), { milliseconds: 2.5 })),
      identity: 'p-timeout:TimeoutError',
      verdict: 'transient',
      rule: 'p-timeout/timeout',
    },
    {
      name: 'holds back a deadline with a text of its own',
      provoke: ({ default: timeout }) =>
        rejectionOf(timeout(never(), { milliseconds: 5, message: 'the model is slow' })),
      identity: 'p-timeout:TimeoutError',
      verdict: 'transient',
      rule: 'p-timeout/timeout',
      inBundle: 'cannot tell',
    },
    {
      name: "keeps an application's own error that a missed deadline was to be told by",
      provoke: ({ default: timeout }) =>
        rejectionOf(timeout(never(), { milliseconds: 5, message: new TimeoutError('the export is stuck') })),
      identity: 'app:TimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['p-timeout/timeout', 'node/deadline'],
    },
    {
      name: 'keeps what a fallback throws after the deadline',
      provoke: ({ default: timeout }) =>
        rejectionOf(timeout(never(), { milliseconds: 5, fallback: () => JSON.parse('no JSON') })),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['p-timeout/timeout'],
    },
    {
      name: 'keeps a deadline that is no number',
      provoke: ({ default: timeout }) =>
        rejectionOf(() => timeout(never(), { milliseconds: Number.parseInt('no number', 10) })),
      identity: 'p-timeout:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['p-timeout/timeout'],
    },
    {
      name: 'holds back a wait that was called off',
      provoke: ({ default: timeout }) =>
        rejectionOf(timeout(never(), { milliseconds: 1_000, signal: AbortSignal.abort() })),
      identity: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
    {
      name: 'keeps the reason that somebody gave for calling a wait off',
      provoke: ({ default: timeout }) =>
        rejectionOf(
          timeout(never(), {
            milliseconds: 1_000,
            signal: AbortSignal.abort(new Error('the user is not known')),
          }),
        ),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['node/aborted', 'p-timeout/timeout'],
    },
    {
      name: 'holds back a fetch that was refused before the deadline',
      async provoke({ default: timeout }) {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return rejectionOf(timeout(fetch(url), { milliseconds: 10_000 }))
      },
      identity: 'node:TypeError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a bug of what was waited for',
      provoke: ({ default: timeout }) =>
        rejectionOf(timeout(Promise.reject(new Error('no such order')), { milliseconds: 10_000 })),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['p-timeout/timeout'],
    },
  ],
})

class TimeoutError extends Error {}

function never(): Promise<never> {
  return new Promise(() => {})
}
