import { connect } from 'node:net'
import { fastify } from '@sentry-presets/catalog'
import type * as Fastify from 'fastify'
import type { FastifyInstance, FastifyServerOptions, InjectOptions } from 'fastify'
import { defineProof, rejectionOf } from '../proof/proof.ts'

type Create = (typeof Fastify)['default']

interface Module {
  readonly default: Create
}

/** Version 4 hands on what the parser throws, which has no stack. */
const NO_JSON = /^(fastify:FastifyError#FST_ERR_CTP_INVALID_JSON_BODY|(node|fastify):SyntaxError)$/
const CLIENT_ERROR = { verdict: 'control-flow', rule: 'fastify/client-error', inRequest: true } as const

export const fastifyProof = defineProof<Module, undefined>({
  library: fastify,
  against: 'requests injected into it and requests over loopback',
  modules: { fastify: () => import('fastify'), 'fastify-4': () => import('fastify-4') },
  bundle: { entry: "export { default } from 'fastify'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...[
      { name: 'an empty body', payload: '', code: 'FST_ERR_CTP_EMPTY_JSON_BODY' },
      { name: 'a body that is too large', payload: '{"name":"long"}', code: 'FST_ERR_CTP_BODY_TOO_LARGE' },
      { name: 'a body of a kind nobody reads', type: 'image/png', code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' },
      {
        name: 'a body that is shorter than its header says',
        length: '9',
        code: 'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
      },
    ].map(({ name, payload = '{}', type = 'application/json', length, code }) => ({
      name: `holds back ${name}`,
      provoke: ({ default: create }: Module) =>
        request(create, {
          ...POST,
          payload,
          headers: { 'content-type': type, ...(length !== undefined && { 'content-length': length }) },
        }),
      identity: `fastify:FastifyError#${code}`,
      ...CLIENT_ERROR,
    })),
    {
      name: 'holds back a body that is not JSON',
      provoke: ({ default: create }) => request(create, { ...POST, payload: '{', headers: JSON_TYPE }),
      identity: NO_JSON,
      ...CLIENT_ERROR,
    },
    {
      name: 'holds back a body that is meant to change every object',
      provoke: ({ default: create }) =>
        request(create, { ...POST, payload: '{"__proto__":1}', headers: JSON_TYPE }, { bodyLimit: 100 }),
      identity: NO_JSON,
      ...CLIENT_ERROR,
    },
    {
      name: 'holds back a body that lacks a field',
      provoke: ({ default: create }) => request(create, { ...POST, payload: {} }),
      identity: 'fastify:Error#FST_ERR_VALIDATION',
      ...CLIENT_ERROR,
    },
    {
      name: 'keeps a refusal where nobody waits for an answer',
      provoke: ({ default: create }) => request(create, { ...POST, payload: '', headers: JSON_TYPE }),
      identity: 'fastify:FastifyError#FST_ERR_CTP_EMPTY_JSON_BODY',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'holds back a handler that takes too long',
      provoke: ({ default: create }) => request(create, { url: '/slow' }),
      identity: 'fastify:FastifyError#FST_ERR_HANDLER_TIMEOUT',
      verdict: 'transient',
      rule: 'fastify/handler-timeout',
      inRequest: true,
      only: ['fastify', 'bundle'],
    },
    {
      name: 'holds back a client that leaves while its body is read',
      provoke: ({ default: create }) => leaveEarly(create),
      identity: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
      inRequest: true,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: "keeps an application's own error with a status of 400",
      provoke: ({ default: create }) => request(create, { url: '/own' }),
      identity: 'app:Error#FST_OWN',
      verdict: 'bug',
      rule: undefined,
      inRequest: true,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps JSON that a handler could not read itself',
      provoke: ({ default: create }) => request(create, { url: '/parse' }),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
      inRequest: true,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps an answer that is not of the type that it says',
      provoke: ({ default: create }) => request(create, { url: '/number' }),
      identity: 'fastify:FastifyError#FST_ERR_REP_INVALID_PAYLOAD_TYPE',
      verdict: 'bug',
      rule: 'node/programming-error',
      inRequest: true,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps a parser that is added after the start',
      provoke: ({ default: create }) =>
        withApp(create, {}, async (app) => {
          await app.inject('/')
          return rejectionOf(() => app.addContentTypeParser('text/xml', async () => ''))
        }),
      identity: 'fastify:FastifyError#FST_ERR_CTP_INSTANCE_ALREADY_STARTED',
      verdict: 'bug',
      rule: 'fastify/wrong-use',
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps a route without an address',
      provoke: ({ default: create }) =>
        withApp(create, {}, (app) =>
          // Only plain JavaScript can be wrong about this.
          rejectionOf(() => app.get(undefined as unknown as string, () => '')),
        ),
      identity: 'fastify:FastifyError#FST_ERR_INVALID_URL',
      verdict: 'bug',
      rule: 'fastify/wrong-use',
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps a route that is there twice',
      provoke: ({ default: create }) =>
        withApp(create, {}, (app) => rejectionOf(async () => app.get('/own', () => ''))),
      identity: 'fastify:FastifyError#FST_ERR_DUPLICATED_ROUTE',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['fastify/client-error', 'fastify/wrong-use'],
    },
    {
      name: 'keeps a plugin that never says it is done',
      provoke: ({ default: create }) =>
        withApp(create, { pluginTimeout: 5 }, (app) => {
          app.register(() => new Promise(() => {}))
          return rejectionOf(async () => app.ready())
        }),
      identity: /^fastify:(FastifyError|Error)#FST_ERR_PLUGIN_TIMEOUT$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['fastify/handler-timeout'],
    },
  ],
})

const JSON_TYPE = { 'content-type': 'application/json' }
const POST = { method: 'POST', url: '/' } as const

/** An application that keeps what comes to its error handler. */
function build(create: Create, settings: FastifyServerOptions) {
  const app = create({ bodyLimit: 10, ...settings })
  const seen = new Promise<unknown>((resolve) => {
    app.setErrorHandler((error, _, reply) => {
      resolve(error)
      return reply.code(500).send()
    })
  })
  const schema = { body: { type: 'object', required: ['name'] } }
  app.post('/', { schema }, () => 'ok')
  app.get('/slow', { handlerTimeout: 10 }, () => new Promise(() => {}))
  // In an early hook, since the SDK itself captures what a handler throws, before the error handler sees it.
  const fail = { handler: () => 'ok', method: 'GET' } as const
  app.route({ ...fail, url: '/number', onRequest: async (_, reply) => reply.type('text/plain').send(1) })
  app.route({ ...fail, url: '/parse', onRequest: async () => JSON.parse('no JSON') })
  app.route({ ...fail, url: '/own', onRequest: () => Promise.reject(createOwnError()) })
  return { app, seen }
}

function createOwnError(): Error {
  return Object.assign(new Error('no such order'), { statusCode: 400, code: 'FST_OWN' })
}

async function withApp(
  create: Create,
  settings: FastifyServerOptions,
  work: (app: FastifyInstance, seen: Promise<unknown>) => Promise<unknown>,
): Promise<unknown> {
  const { app, seen } = build(create, settings)
  try {
    return await work(app, seen)
  } finally {
    await app.close()
  }
}

function request(
  create: Create,
  options: InjectOptions,
  settings: FastifyServerOptions = {},
): Promise<unknown> {
  return withApp(create, settings, async (app, seen) => {
    await app.inject(options)
    return seen
  })
}

/** A client that says more would come, and goes away. */
function leaveEarly(create: Create): Promise<unknown> {
  return withApp(create, {}, async (app, seen) => {
    const started = new Promise<void>((resolve) => void app.addHook('onRequest', async () => resolve()))
    const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
    const client = connect(Number(url.port), url.hostname)
    client.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{')
    await started
    client.destroy()
    return seen
  })
}
