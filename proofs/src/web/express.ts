import { once } from 'node:events'
import { connect } from 'node:net'
import { express } from '@sentry-presets/catalog'
import type Express from 'express'
import { listen } from '../world/loopback.ts'
import { createServer } from 'node:http'
import { defineProof } from '../proof/proof.ts'

interface Module {
  readonly default: typeof Express
}

const JSON_TYPE = { 'content-type': 'application/json' }

export const expressProof = defineProof<Module, undefined>({
  library: express,
  against: 'requests over loopback',
  modules: { express: () => import('express'), 'express-4': () => import('express-4') },
  bundle: { entry: "export { default } from 'express'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...[
      { name: 'a body that is not JSON', body: '{"a', class: 'http-errors:SyntaxError' },
      {
        name: 'a body that is too large',
        body: JSON.stringify('x'.repeat(99)),
        class: 'http-errors:PayloadTooLargeError',
      },
    ].map(({ name, body, class: identity }) => ({
      name: `holds back ${name}`,
      provoke: ({ default: create }: Module) =>
        request(create, '/', { method: 'POST', body, headers: JSON_TYPE }),
      inRequest: true,
      identity,
      verdict: 'control-flow' as const,
      rule: 'http-errors/client-error',
    })),
    {
      name: 'holds back a body in letters that nobody reads',
      provoke: ({ default: create }) =>
        request(create, '/', {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json; charset=klingon' },
        }),
      inRequest: true,
      identity: 'http-errors:UnsupportedMediaTypeError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a client that leaves while it sends',
      provoke: ({ default: create }) => leave(create),
      inRequest: true,
      identity: 'http-errors:BadRequestError#ECONNABORTED',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
    },
    {
      name: 'holds back a path that is no valid URL',
      provoke: ({ default: create }) => request(create, '/user/%ff'),
      inRequest: true,
      identity: 'express:URIError',
      verdict: 'control-flow',
      rule: 'express/malformed-url',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a URL that the application itself cannot read',
      provoke: ({ default: create }) => request(create, '/decode'),
      inRequest: true,
      identity: 'app:URIError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['express/malformed-url'],
    },
    {
      name: 'holds back a file outside the folder that is served',
      provoke: ({ default: create }) => request(create, '/outside'),
      inRequest: true,
      identity: 'express:ForbiddenError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a file that should be there',
      provoke: ({ default: create }) => request(create, '/missing'),
      inRequest: true,
      identity: 'node:Error#ENOENT',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['http-errors/client-error'],
    },
    {
      name: 'keeps a bug of a handler',
      provoke: ({ default: create }) => request(create, '/bug'),
      inRequest: true,
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['http-errors/client-error', 'express/malformed-url'],
    },
  ],
})

/** An application that keeps what comes to its error handler. */
async function serve(create: typeof Express) {
  const app = create()
  app.use(create.json({ limit: 20 }))
  app.get('/user/:id', (_, response) => void response.end())
  app.get('/decode', (_, response) => void response.end(decodeURIComponent('%')))
  app.get('/outside', (_, response) => response.sendFile('../x', { root: '/srv' }))
  app.get('/missing', (_, response) => response.sendFile('/nowhere/x'))
  app.get('/bug', (_, response) => void response.end((undefined as unknown as string).length))
  const seen = new Promise<unknown>((resolve) => {
    const handler: Express.ErrorRequestHandler = (error, _, response, __) => {
      resolve(error)
      response.status(500).end()
    }
    app.use(handler)
  })
  return { endpoint: await listen(createServer(app)), seen }
}

async function request(create: typeof Express, path: string, init: RequestInit = {}): Promise<unknown> {
  const { endpoint, seen } = await serve(create)
  await fetch(endpoint.url + path, init)
  await endpoint.close()
  return seen
}

async function leave(create: typeof Express): Promise<unknown> {
  const { endpoint, seen } = await serve(create)
  const client = connect(endpoint.port, '127.0.0.1')
  await once(client, 'connect')
  client.write(
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{"a',
  )
  setTimeout(() => client.destroy(), 20)
  const error = await seen
  await endpoint.close()
  return error
}
