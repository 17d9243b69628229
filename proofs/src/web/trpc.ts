import type * as TrpcClient from '@trpc/client'
import type * as TrpcServer from '@trpc/server'
import type * as Standalone from '@trpc/server/adapters/standalone'
import { trpc } from '@sentry-presets/catalog'
import { BUNDLE, type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openHttp } from '../world/loopback.ts'

type Module = Pick<typeof TrpcServer, 'initTRPC' | 'TRPCError'> &
  Pick<typeof Standalone, 'createHTTPHandler'> &
  Pick<typeof TrpcClient, 'createTRPCUntypedClient' | 'httpLink'>

type Code = ConstructorParameters<typeof TrpcServer.TRPCError>[0]['code']

/** The client of version 10 cannot be had beside the server of version 11. */
const CLIENT = ['@trpc/server', BUNDLE]

export const trpcProof = defineProof<Module, undefined>({
  library: trpc,
  against: 'a router of its own behind a real HTTP server, called over the network',
  modules: {
    '@trpc/server': async () => ({
      ...(await import('@trpc/client')),
      ...(await import('@trpc/server')),
      ...(await import('@trpc/server/adapters/standalone')),
    }),
    'trpc-server-10': async () => ({
      ...(await import('trpc-server-10')),
      ...(await import('trpc-server-10/adapters/standalone')),
    }),
  },
  bundle: {
    entry: `
      export { createTRPCUntypedClient, httpLink } from '@trpc/client'
      export { initTRPC, TRPCError } from '@trpc/server'
      export { createHTTPHandler } from '@trpc/server/adapters/standalone'
    `,
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'TOO_MANY_REQUESTS'] as const).map(
      (code): Case<Module, undefined> => ({
        name: `holds back ${code} that a client has been told`,
        provoke: (module) => serve(module, () => refuse(module, code)),
        inRequest: true,
        identity: `app:TRPCError#${code}`,
        verdict: 'control-flow',
        rule: 'trpc/client-error',
      }),
    ),
    {
      name: 'holds back a procedure that does not exist',
      provoke: (module) => serve(module, () => 'one', { path: 'invoice' }),
      inRequest: true,
      identity: 'trpc:TRPCError#NOT_FOUND',
      verdict: 'control-flow',
      rule: 'trpc/client-error',
    },
    {
      name: 'holds back an input that is not what the procedure asks for',
      provoke: (module) => serve(module, () => 'one', { input: '"x"' }),
      inRequest: true,
      identity: 'trpc:TRPCError#BAD_REQUEST',
      verdict: 'control-flow',
      rule: 'trpc/client-error',
    },
    {
      name: 'holds back an input that is not JSON',
      provoke: (module) => serve(module, () => 'one', { input: '{' }),
      inRequest: true,
      identity: /^trpc:TRPCError#(?:BAD_REQUEST|PARSE_ERROR)$/,
      verdict: 'control-flow',
      rule: 'trpc/client-error',
    },
    {
      name: 'keeps a bug in what checks the input',
      provoke: (module) => serve(module, () => 'one', { input: 'null' }),
      inRequest: true,
      identity: 'trpc:TRPCError#BAD_REQUEST',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['trpc/client-error'],
    },
    {
      name: 'keeps a refusal where nobody waits for an answer',
      provoke: (module) => serve(module, () => refuse(module, 'NOT_FOUND')),
      identity: 'app:TRPCError#NOT_FOUND',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['trpc/client-error'],
    },
    ...(['INTERNAL_SERVER_ERROR', 'TIMEOUT'] as const).map(
      (code): Case<Module, undefined> => ({
        name: `keeps ${code}, which is no refusal`,
        provoke: (module) => serve(module, () => refuse(module, code)),
        inRequest: true,
        identity: `app:TRPCError#${code}`,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['trpc/client-error'],
      }),
    ),
    {
      name: 'judges an internal error by what the procedure threw',
      provoke: (module) =>
        serve(module, () => {
          throw new TypeError('x is not a function')
        }),
      inRequest: true,
      identity: 'app:TRPCError#INTERNAL_SERVER_ERROR',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps an error of the application that nobody knows',
      provoke: (module) =>
        serve(module, () => {
          throw new Error('no such order')
        }),
      inRequest: true,
      identity: 'app:TRPCError#INTERNAL_SERVER_ERROR',
      decider: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['trpc/client-error'],
    },
    {
      name: 'holds back an upstream that refused the connection',
      async provoke(module) {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return serve(module, () => fetch(url))
      },
      inRequest: true,
      identity: /:TRPCError#INTERNAL_SERVER_ERROR$/,
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps an answer that is not what the procedure promised',
      provoke: (module) => serve(module, () => 1),
      inRequest: true,
      identity: 'trpc:TRPCError#INTERNAL_SERVER_ERROR',
      decider: 'app:Error',
      verdict: 'bug',
      rule: undefined,
    },
    ...(['TOO_MANY_REQUESTS', 'SERVICE_UNAVAILABLE', 'BAD_GATEWAY', 'GATEWAY_TIMEOUT'] as const).map(
      (code): Case<Module, undefined> => ({
        name: `holds back ${code} that was answered to a call of ours`,
        provoke: (module) => call(module, () => refuse(module, code)),
        only: CLIENT,
        identity: 'trpc:TRPCClientError',
        verdict: 'transient',
        rule: code === 'TOO_MANY_REQUESTS' ? 'trpc/upstream-rate-limit' : 'trpc/upstream-unavailable',
      }),
    ),
    ...(['BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'INTERNAL_SERVER_ERROR'] as const).map(
      (code): Case<Module, undefined> => ({
        name: `keeps ${code} that was answered to a call of ours`,
        provoke: (module) => call(module, () => refuse(module, code)),
        inRequest: true,
        only: CLIENT,
        identity: 'trpc:TRPCClientError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['trpc/client-error', 'trpc/upstream-rate-limit', 'trpc/upstream-unavailable'],
      }),
    ),
    ...[200, 404, 429, 502].map(
      (status): Case<Module, undefined> => ({
        name: `keeps a ${status} that is no JSON, of which the client does not tell the status`,
        provoke: (module) => callStub(module, status),
        only: CLIENT,
        identity: 'trpc:TRPCClientError',
        decider: 'node:SyntaxError',
        verdict: 'bug',
        rule: 'node/programming-error',
        nearMissOf: ['trpc/upstream-rate-limit', 'trpc/upstream-unavailable'],
      }),
    ),
    {
      name: 'holds back a server that is not there',
      provoke: async (module) => query(module, `http://127.0.0.1:${await findClosedPort()}`),
      only: CLIENT,
      identity: 'trpc:TRPCClientError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a server that ends the connection',
      async provoke(module) {
        const stub = await openHttp((request) => request.socket.destroy())
        const error = await query(module, stub.url)
        await stub.close()
        return error
      },
      only: CLIENT,
      identity: 'trpc:TRPCClientError',
      decider: 'node:SocketError#UND_ERR_SOCKET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a call that the application called off',
      provoke: (module) => query(module, 'http://127.0.0.1:1', AbortSignal.abort()),
      only: CLIENT,
      identity: 'trpc:TRPCClientError',
      decider: 'node:AbortError',
      verdict: 'expected',
      rule: 'node/aborted',
    },
    {
      name: 'keeps a port that may not be called',
      provoke: (module) => query(module, 'http://127.0.0.1:1'),
      only: CLIENT,
      identity: 'trpc:TRPCClientError',
      decider: 'node:Error',
      verdict: 'bug',
      rule: 'node/bad-port',
    },
  ],
})

function refuse({ TRPCError }: Module, code: Code): never {
  throw new TRPCError({ code })
}

interface Call {
  readonly path?: string
  readonly input?: string
}

/** Answers with what the server reports of a call. */
async function serve(
  module: Module,
  order: () => unknown,
  { path = 'order', input = '{"id":1}' }: Call = {},
): Promise<unknown> {
  const errors: unknown[] = []
  const server = await openServer(module, order, (error) => errors.push(error))
  await fetch(`${server.url}/${path}?input=${encodeURIComponent(input)}`)
  await server.close()
  return errors[0]
}

/** Answers with what the client throws. */
async function call(module: Module, order: () => unknown): Promise<unknown> {
  const server = await openServer(module, order, () => {})
  const error = await query(module, server.url)
  await server.close()
  return error
}

async function callStub(module: Module, status: number): Promise<unknown> {
  const stub = await openHttp((_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>')
  })
  const error = await query(module, stub.url)
  await stub.close()
  return error
}

function query(
  { createTRPCUntypedClient, httpLink }: Module,
  url: string,
  signal?: AbortSignal,
): Promise<unknown> {
  const client = createTRPCUntypedClient({ links: [httpLink({ url })] })
  return rejectionOf(client.query('order', { id: 1 }, { ...(signal && { signal }) }))
}

function openServer(
  { initTRPC, createHTTPHandler }: Module,
  order: () => unknown,
  onError: (error: unknown) => void,
) {
  const { router, procedure } = initTRPC.create()
  const routes = router({ order: procedure.input(checkInput).output(checkOutput).query(order) })
  return openHttp(createHTTPHandler({ router: routes, onError: ({ error }) => onError(error) }))
}

/** A validator as one writes it by hand, which has not thought of everything. */
function checkInput(input: unknown): unknown {
  const { id } = input as { id: unknown } // it has not thought of null
  if (typeof id !== 'number') throw new Error('id is no number')
  return input
}

function checkOutput(output: unknown): unknown {
  if (typeof output === 'number') throw new Error('a number')
  return output
}
