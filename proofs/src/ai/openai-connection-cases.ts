import type * as OpenAI from 'openai'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { ENDINGS } from '../world/call-off.ts'
import {
  answeringRubbish,
  hanging,
  meetNobody,
  resetting,
  sse,
  streaming,
  streamingHalf,
} from '../world/provider.ts'
import { askOpenAI, facing, facingStream } from './ask-openai.ts'
import { QUOTA, SERVER_ERROR } from './openai-answers.ts'

export const openaiConnectionCases: readonly Case<typeof OpenAI, undefined>[] = [
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'openai:APIConnectionTimeoutError',
    verdict: 'transient',
    rule: 'openai/timeout',
    nearMissOf: ['openai/aborted'],
  },
  ...ENDINGS.map(({ name, end }) => ({
    name,
    provoke: facing(hanging, { end }),
    identity: 'openai:APIUserAbortError',
    verdict: 'expected' as const,
    rule: 'openai/aborted',
    nearMissOf: ['openai/timeout'],
  })),
  {
    name: 'holds back a provider that refuses the connection',
    provoke: (module) => meetNobody((baseURL) => askOpenAI(module, { baseURL })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a provider that resets the connection',
    provoke: facing(resetting),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a provider at a port that fetch never asks',
    provoke: (module) => rejectionOf(askOpenAI(module, { baseURL: 'http://127.0.0.1:1' })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error',
    verdict: 'bug',
    rule: 'node/bad-port',
    nearMissOf: ['openai/timeout', 'openai/server-error'],
  },
  {
    name: 'keeps a provider whose host does not exist',
    provoke: (module) => rejectionOf(askOpenAI(module, { baseURL: `http://${'x'.repeat(64)}.invalid` })),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(sse({ choices: [] }))),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a server error in the middle of a stream',
    provoke: facingStream(streaming(sse({ choices: [] }), sse(SERVER_ERROR))),
    identity: 'openai:APIError',
    verdict: 'transient',
    rule: 'openai/failed-mid-stream',
  },
  {
    name: 'keeps an exhausted quota in the middle of a stream',
    provoke: facingStream(streaming(sse({ choices: [] }), sse(QUOTA))),
    identity: 'openai:APIError#insufficient_quota',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/failed-mid-stream'],
  },
  {
    name: 'keeps an error in the middle of a stream that says nothing of itself',
    provoke: facingStream(streaming(sse({ error: { message: 'Something went wrong' } }))),
    identity: 'openai:APIError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/failed-mid-stream', 'openai/timeout', 'openai/aborted'],
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|openai):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
  },
]
