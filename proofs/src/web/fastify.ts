import createFastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { fastify } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'

interface World {
  readonly app: FastifyInstance
  /** What Fastify gave to the error handler last. */
  readonly seen: { error: unknown }
}

export const fastifyProof = defineProof<World>({
  library: fastify,
  async open() {
    const seen = { error: undefined as unknown }
    const app = createFastify({ bodyLimit: 10 })
    app.setErrorHandler((error, _, reply) => {
      seen.error = error
      return reply.code(500).send()
    })
    const schema = { body: { type: 'object', required: ['name'] } }
    app.post('/', { schema }, () => 'ok')
    app.get('/number', (_, reply) => reply.type('text/plain').send(1))
    await app.ready()
    return { app, seen }
  },
  close: ({ app }) => app.close(),
  cases: [
    ...[
      { name: 'a body that is not JSON', payload: '{', code: 'FST_ERR_CTP_INVALID_JSON_BODY' },
      { name: 'an empty body', payload: '', code: 'FST_ERR_CTP_EMPTY_JSON_BODY' },
      { name: 'a body that is too large', payload: '{"name":"long"}', code: 'FST_ERR_CTP_BODY_TOO_LARGE' },
      { name: 'a body of a kind nobody reads', type: 'image/png', code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' },
    ].map(({ name, payload = '{}', type = 'application/json', code }) => ({
      name: `holds back ${name}`,
      provoke: (world: World) =>
        request(world, { method: 'POST', url: '/', payload, headers: { 'content-type': type } }),
      identity: `fastify:FastifyError#${code}`,
      verdict: 'control-flow' as const,
      rule: 'fastify/client-error',
    })),
    {
      name: 'keeps an answer that is not of the type that it says',
      provoke: (world) => request(world, { url: '/number' }),
      identity: 'fastify:FastifyError#FST_ERR_REP_INVALID_PAYLOAD_TYPE',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'keeps a route that is there twice',
      provoke: () =>
        rejectionOf(() => {
          const app = createFastify()
          app.get('/', () => '')
          app.get('/', () => '')
        }),
      identity: 'fastify:FastifyError#FST_ERR_DUPLICATED_ROUTE',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['fastify/client-error'],
    },
    {
      name: 'holds back a body that lacks a field',
      provoke: (world) => request(world, { method: 'POST', url: '/', payload: {} }),
      identity: 'fastify:Error#FST_ERR_VALIDATION',
      verdict: 'control-flow',
      rule: 'fastify/client-error',
    },
  ],
})

async function request({ app, seen }: World, options: InjectOptions): Promise<unknown> {
  seen.error = undefined
  await app.inject(options)
  return seen.error
}
