import { exec } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { addAbortSignal, PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { rejectionOf } from '../proof/proof.ts'
import { onNode } from './node-world.ts'

/** Work that was called off, or ran into its deadline, in each of the ways that Node has. */
export const abortCases = onNode([
  {
    name: 'holds back a fetch that ran into its deadline',
    provoke: ({ http }) => rejectionOf(fetch(`${http.url}/hang`, { signal: AbortSignal.timeout(20) })),
    identity: 'node:TimeoutError',
    verdict: 'transient',
    rule: 'node/deadline',
    nearMissOf: ['node/aborted'],
  },
  {
    name: 'holds back a fetch that was called off',
    provoke: ({ http }) =>
      rejectionOf(() => {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), 20)
        return fetch(`${http.url}/hang`, { signal: controller.signal })
      }),
    identity: 'node:AbortError',
    verdict: 'expected',
    rule: 'node/aborted',
    nearMissOf: ['node/deadline'],
  },
  {
    name: 'keeps the reason that somebody gave for calling a fetch off',
    provoke: ({ http }) =>
      rejectionOf(
        fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new Error('the user is not known')) }),
      ),
    identity: 'node:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/aborted'],
  },
  {
    name: "keeps an application's own TimeoutError that fetch was called off with",
    provoke: ({ http }) =>
      rejectionOf(
        fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new TimeoutError('the user is not known')) }),
      ),
    identity: 'node:TimeoutError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/deadline'],
  },
  {
    name: "keeps an application's own AbortError that fetch was called off with",
    provoke: ({ http }) =>
      rejectionOf(
        fetch(`${http.url}/hang`, { signal: AbortSignal.abort(new AbortError('the user is not known')) }),
      ),
    identity: 'node:AbortError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/aborted'],
  },
  {
    name: 'holds back a fetch that ran into one of two deadlines',
    provoke: ({ http }) =>
      rejectionOf(
        fetch(`${http.url}/hang`, {
          signal: AbortSignal.any([new AbortController().signal, AbortSignal.timeout(20)]),
        }),
      ),
    identity: 'node:TimeoutError',
    verdict: 'transient',
    rule: 'node/deadline',
    nearMissOf: ['node/aborted'],
  },
  ...[
    {
      what: 'a wait',
      work: (signal: AbortSignal) => sleep(1_000, undefined, { signal }),
    },
    {
      what: 'a wait for an event',
      work: (signal: AbortSignal) => once(new EventEmitter(), 'never', { signal }),
    },
    {
      what: 'a file that was read',
      work: (signal: AbortSignal) => readFile(process.execPath, { signal }),
    },
    {
      what: 'a chain of streams',
      work: (signal: AbortSignal) => pipeline(new PassThrough(), new PassThrough(), { signal }),
    },
    {
      what: 'a stream',
      work: (signal: AbortSignal) => text(addAbortSignal(signal, new PassThrough())),
    },
    {
      what: 'a child process',
      work: (signal: AbortSignal) => promisify(exec)('sleep 1', { signal }),
    },
  ].flatMap(({ what, work }) => [
    {
      name: `holds back ${what} that was called off`,
      provoke: () => rejectionOf(work(AbortSignal.abort())),
      identity: 'node:AbortError#ABORT_ERR',
      decider: 'node:AbortError',
      verdict: 'expected' as const,
      rule: 'node/aborted',
      nearMissOf: ['node/deadline'],
    },
    {
      name: `holds back ${what} that ran into its deadline`,
      provoke: () => rejectionOf(work(AbortSignal.timeout(1))),
      identity: 'node:AbortError#ABORT_ERR',
      decider: 'node:TimeoutError',
      verdict: 'transient' as const,
      rule: 'node/deadline',
      nearMissOf: ['node/aborted'],
    },
    {
      name: `keeps the reason that somebody gave for calling ${what} off`,
      provoke: () => rejectionOf(work(AbortSignal.abort(new Error('the disk is broken')))),
      identity: 'node:AbortError#ABORT_ERR',
      decider: 'app:Error',
      verdict: 'bug' as const,
      rule: undefined,
      nearMissOf: ['node/aborted'],
    },
  ]),
  {
    name: 'keeps a wait that was called off with a text',
    provoke: () => rejectionOf(sleep(1_000, undefined, { signal: AbortSignal.abort('the disk is broken') })),
    identity: 'node:AbortError#ABORT_ERR',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/aborted'],
  },
  {
    name: 'holds back a stream that nobody wants any more',
    async provoke() {
      const stream = new PassThrough()
      const failed = rejectionOf(once(stream, 'end'))
      await stream[Symbol.asyncDispose]()
      return failed
    },
    identity: 'node:AbortError#ABORT_ERR',
    verdict: 'expected',
    rule: 'node/aborted',
  },
  {
    name: 'holds back a web stream that was called off',
    provoke: () =>
      rejectionOf(new ReadableStream().pipeTo(new WritableStream(), { signal: AbortSignal.abort() })),
    identity: 'node:AbortError',
    verdict: 'expected',
    rule: 'node/aborted',
  },
  {
    name: 'keeps a web stream that is written to after its end',
    provoke: () =>
      rejectionOf(
        () =>
          new ReadableStream({
            start(controller) {
              controller.close()
              controller.enqueue('more')
            },
          }),
      ),
    identity: 'node:TypeError#ERR_INVALID_STATE',
    verdict: 'bug',
    rule: 'node/programming-error',
    nearMissOf: ['node/aborted'],
  },
])

/** Two classes of an application. fetch gives what it is called off with a new stack, so that they seem to be Node's. */
class TimeoutError extends Error {}
class AbortError extends Error {}
