import type { RequestListener } from 'node:http'
import type * as Parsers from '@langchain/core/output_parsers'
import type * as Prompts from '@langchain/core/prompts'
import type * as Callers from '@langchain/core/utils/async_caller'
import type * as Models from '@langchain/openai'
import type * as LangChain from 'langchain'
import { z } from 'zod'
import { type Case, rejectionOf } from '../proof/proof.ts'
import {
  answering,
  answeringRubbish,
  hanging,
  meet,
  meetNobody,
  resetting,
  sse,
  streaming,
  streamingHalf,
} from '../world/provider.ts'

export type Module = Pick<typeof LangChain, 'createAgent' | 'createMiddleware' | 'tool'> &
  Pick<typeof Models, 'ChatOpenAI'> &
  Pick<typeof Callers, 'AsyncCaller'> &
  Pick<typeof Parsers, 'StructuredOutputParser'> &
  Pick<typeof Prompts, 'ChatPromptTemplate'>

const RATE_LIMIT = says('rate_limit_exceeded', 'Rate limit reached on tokens per min (TPM)')
const QUOTA = says('insufficient_quota', 'You exceeded your current quota')
const CHUNK = sse({ choices: [] })

export const langchainCases: readonly Case<Module, undefined>[] = [
  {
    name: 'holds back a rate limit, which stays an error of openai',
    provoke: facing(answering(429, RATE_LIMIT)),
    identity: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'transient',
    rule: 'openai/rate-limit',
    nearMissOf: ['langchain/timeout', 'groq/rate-limit', 'anthropic/rate-limit'],
  },
  {
    name: 'holds back a rate limit that an agent met',
    provoke: (module) => meet(answering(429, RATE_LIMIT), (url) => askAgent(module, url)),
    identity: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'transient',
    rule: 'openai/rate-limit',
  },
  {
    name: 'holds back a rate limit that went through a middleware of an agent',
    provoke: (module) => meet(answering(429, RATE_LIMIT), (url) => askAgent(module, url, (ask) => ask())),
    identity: 'langchain:MiddlewareError',
    decider: 'openai:RateLimitError#rate_limit_exceeded',
    verdict: 'transient',
    rule: 'openai/rate-limit',
  },
  {
    name: 'keeps an exhausted quota that went through a middleware of an agent',
    provoke: (module) => meet(answering(429, QUOTA), (url) => askAgent(module, url, (ask) => ask())),
    identity: 'langchain:MiddlewareError',
    decider: 'openai:RateLimitError#insufficient_quota',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps what a middleware of an agent failed at by itself',
    provoke: (module) => meet(hanging, (url) => askAgent(module, url, failOnOurOwn)),
    identity: 'langchain:MiddlewareError',
    decider: 'app:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['langchain/timeout', 'langchain/aborted'],
  },
  {
    name: 'keeps an exhausted quota',
    provoke: facing(answering(429, QUOTA)),
    identity: 'openai:RateLimitError#insufficient_quota',
    verdict: 'bug',
    rule: 'openai/insufficient-quota',
    nearMissOf: ['openai/rate-limit'],
  },
  {
    name: 'keeps a wrong key',
    provoke: facing(answering(401, says('invalid_api_key', 'Incorrect API key'))),
    identity: 'openai:AuthenticationError#invalid_api_key',
    verdict: 'bug',
    rule: 'openai/authentication',
  },
  {
    name: 'keeps a model that is not known',
    provoke: facing(answering(404, says('model_not_found', 'No such model'))),
    identity: 'openai:NotFoundError#model_not_found',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a question that is too long for the model',
    provoke: facing(answering(400, says('too_long', "This model's maximum context length is 8 tokens"))),
    identity: 'langchain:ContextOverflowError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['langchain/aborted'],
  },
  {
    name: 'holds back a provider that fails',
    provoke: facing(answering(503, says('server_error', 'Overloaded'))),
    identity: 'openai:InternalServerError#server_error',
    verdict: 'transient',
    rule: 'openai/server-error',
  },
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
    verdict: 'expected',
    rule: 'langchain/aborted',
    nearMissOf: ['langchain/timeout', 'openai/aborted', 'node/aborted'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a call for which there was too little time',
    provoke: (module) => meet(hanging, (url) => createModel(module, url).invoke('Hello?', { timeout: 20 })),
    identity: 'langchain:AbortError',
    verdict: 'expected',
    rule: 'langchain/aborted',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back an answer that was called off while it came in',
    provoke: (module) => callOffAnswer(module, sse({ choices: [{ delta: { content: 'Hi' } }] })),
    identity: 'langchain:Error',
    verdict: 'expected',
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
    verdict: 'expected',
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
    name: 'holds back a refused connection',
    provoke: (module) => meetNobody((url) => createModel(module, url).invoke('Hello?')),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'holds back a reset connection',
    provoke: facing(resetting),
    identity: 'openai:APIConnectionError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a model that fails in the middle of a stream',
    provoke: facingStream(streaming(CHUNK, sse({ error: { code: 502, message: 'Provider disconnected' } }))),
    identity: 'openai:APIError#502',
    verdict: 'transient',
    rule: 'openai/failed-mid-stream',
  },
  {
    name: 'holds back a stream that stops halfway',
    provoke: facingStream(streamingHalf(CHUNK)),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: facing(answeringRubbish),
    identity: /^(?:node|openai):SyntaxError$/,
    verdict: 'bug',
    rule: 'node/programming-error',
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

function says(code: string, message: string) {
  return { error: { message, type: code, param: null, code } }
}

function callsTool() {
  const call = { id: '1', type: 'function', function: { name: 'look', arguments: '{}' } }
  return {
    choices: [{ message: { role: 'assistant', content: '', tool_calls: [call] }, finish_reason: 'stop' }],
  }
}

interface Options {
  readonly timeout?: number
  readonly useResponsesApi?: boolean
}

function createModel({ ChatOpenAI }: Module, baseURL: string, options: Options = {}) {
  return new ChatOpenAI({ model: 'm', apiKey: 'key', maxRetries: 0, configuration: { baseURL }, ...options })
}

function facing(provider: RequestListener, options?: Options) {
  return (module: Module) => meet(provider, (url) => createModel(module, url, options).invoke('Hello?'))
}

function facingStream(provider: RequestListener) {
  return (module: Module) =>
    meet(provider, async (url) => {
      for await (const chunk of await createModel(module, url).stream('Hello?')) void chunk
    })
}

const QUESTION = { messages: [{ role: 'user', content: 'Hello?' }] }

async function askAgent(
  module: Module,
  url: string,
  around?: (ask: () => unknown) => unknown,
): Promise<unknown> {
  const middleware = module.createMiddleware({
    name: 'Around',
    // What it answers with does not matter here: it always throws.
    wrapModelCall: (request, handler) => around?.(() => handler(request)) as ReturnType<typeof handler>,
  })
  const agent = module.createAgent({
    model: createModel(module, url),
    tools: [],
    middleware: around ? [middleware] : [],
  })
  return agent.invoke(QUESTION)
}

function failOnOurOwn(): never {
  throw new Error('our own')
}

function failLikeAbort(): never {
  throw Object.assign(new Error('Request was aborted.'), { name: 'AbortError' })
}

function failLikeTimeout(): never {
  throw Object.assign(new Error('Request timed out.'), { name: 'TimeoutError' })
}

/** A handler for tokens makes the model stream its answer even to who asked for it in one piece. */
function callOffAnswer(module: Module, token: string, options?: Options): Promise<unknown> {
  const controller = new AbortController()
  const handler = { name: 'tokens', lc_prefer_streaming: true, handleLLMNewToken: () => controller.abort() }
  return meet(streaming(token), (url) =>
    createModel(module, url, options).invoke('Hello?', {
      callbacks: [handler],
      signal: controller.signal,
    }),
  )
}

async function askInCircles(module: Module, url: string): Promise<unknown> {
  const look = module.tool(() => 'nothing', { name: 'look', description: 'Looks', schema: z.object({}) })
  const agent = module.createAgent({ model: createModel(module, url), tools: [look] })
  return agent.invoke(QUESTION, { recursionLimit: 3 })
}
