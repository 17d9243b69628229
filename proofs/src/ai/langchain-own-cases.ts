import { z } from 'zod'
import { type Case, rejectionOf } from '../proof/proof.ts'
import { answering, hanging, meet, meetNobody, sse } from '../world/provider.ts'
import {
  askAgent,
  askInCircles,
  callOffAnswer,
  callsTool,
  createModel,
  facing,
  failLikeAbort,
  failLikeTimeout,
  type Module,
} from './ask-langchain.ts'

/** What LangChain makes itself. */
export const langchainOwnCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back an answer that was not waited for',
    provoke: facing(hanging, { timeout: 20 }),
    identity: 'langchain:TimeoutError',
    verdict: 'transient',
    rule: 'langchain/timeout',
    nearMissOf: ['langchain/aborted', 'openai/timeout', 'node/deadline'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a request that was called off',
    provoke: (module) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 20)
      return meet(hanging, (url) => createModel(module, url).invoke('Hello?', { signal: controller.signal }))
    },
    identity: 'langchain:AbortError',
    verdict: 'transient',
    rule: 'langchain/aborted',
    nearMissOf: ['langchain/timeout', 'openai/aborted', 'node/aborted'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a call for which there was too little time',
    provoke: (module) => meet(hanging, (url) => createModel(module, url).invoke('Hello?', { timeout: 20 })),
    identity: 'langchain:AbortError',
    verdict: 'transient',
    rule: 'langchain/aborted',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back an answer that was called off while it came in',
    provoke: (module) => callOffAnswer(module, sse({ choices: [{ delta: { content: 'Hi' } }] })),
    identity: 'langchain:Error',
    verdict: 'transient',
    rule: 'langchain/aborted',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a response that was called off while it came in',
    provoke: (module) =>
      callOffAnswer(module, sse({ type: 'response.output_text.delta', delta: 'Hi', content_index: 0 }), {
        useResponsesApi: true,
      }),
    identity: 'langchain:ModelAbortError',
    verdict: 'transient',
    rule: 'langchain/aborted',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps what a middleware of an agent names like an abort',
    provoke: (module) => meet(hanging, (url) => askAgent(module, url, failLikeAbort)),
    identity: 'langchain:MiddlewareError',
    decider: 'app:AbortError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['langchain/aborted'],
  },
  {
    name: 'keeps what a middleware of an agent names like a timeout',
    provoke: (module) => meet(hanging, (url) => askAgent(module, url, failLikeTimeout)),
    identity: 'langchain:MiddlewareError',
    decider: 'app:TimeoutError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['langchain/timeout'],
  },
  {
    name: 'keeps an answer of a model that cannot be parsed',
    provoke: ({ StructuredOutputParser }) =>
      rejectionOf(StructuredOutputParser.fromZodSchema(z.object({ greeting: z.string() })).parse('Hi!')),
    identity: 'langchain:OutputParserException',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['langchain/aborted'],
  },
  {
    name: 'keeps a prompt without its variable',
    provoke: ({ ChatPromptTemplate }) =>
      rejectionOf(ChatPromptTemplate.fromMessages([['user', '{question}']]).invoke({})),
    identity: 'langchain:Error',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps an agent that goes round in circles',
    provoke: (module) => meet(answering(200, callsTool()), (url) => askInCircles(module, url)),
    identity: 'langchain:GraphRecursionError',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps an answer that AsyncCaller has made a text of',
    provoke: ({ AsyncCaller }) =>
      meet(answering(429, 'Slow down'), (url) => new AsyncCaller({ maxRetries: 0 }).fetch(url)),
    identity: 'langchain:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'holds back a refused connection that AsyncCaller tried',
    provoke: ({ AsyncCaller }) => meetNobody((url) => new AsyncCaller({ maxRetries: 0 }).fetch(url)),
    identity: 'node:TypeError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
]
