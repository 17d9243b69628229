import { createServer } from 'node:http'
import { koa } from '@sentry-presets/catalog'
import type Koa from 'koa'
import type { Context } from 'koa'
import type BodyParser from 'koa-bodyparser'
import { defineProof } from '../proof/proof.ts'
import { listen } from '../world/loopback.ts'

interface Module {
  readonly default: typeof Koa
  readonly bodyParser: typeof BodyParser
}

export const koaProof = defineProof<Module, undefined>({
  library: koa,
  against: 'requests over loopback',
  modules: { koa: () => load(import('koa')), 'koa-2': () => load(import('koa-2')) },
  bundle: { entry: "export { default } from 'koa'; export { default as bodyParser } from 'koa-bodyparser'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a refusal by ctx.throw',
      provoke: (module) => request(module, (ctx) => ctx.throw(403, 'members only')),
      inRequest: true,
      identity: 'koa:ForbiddenError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a refusal by ctx.assert',
      provoke: (module) => request(module, (ctx) => ctx.assert(false, 401)),
      inRequest: true,
      identity: 'koa:UnauthorizedError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a 503 by ctx.throw',
      provoke: (module) => request(module, (ctx) => ctx.throw(503)),
      inRequest: true,
      identity: 'koa:ServiceUnavailableError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['http-errors/client-error'],
    },
    {
      name: 'holds back a body that is not JSON',
      provoke: (module) => request(module, () => {}, '{"a'),
      inRequest: true,
      identity: 'koa:SyntaxError',
      verdict: 'control-flow',
      rule: 'koa/malformed-body',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps JSON of the application that is none',
      provoke: (module) => request(module, () => JSON.parse('{"a')),
      inRequest: true,
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['koa/malformed-body'],
    },
    {
      name: 'holds back a body that is too large',
      provoke: (module) => request(module, () => {}, JSON.stringify({ a: 'x'.repeat(99) })),
      inRequest: true,
      identity: 'http-errors:PayloadTooLargeError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
    },
  ],
})

async function load(koaModule: Promise<object>): Promise<object> {
  const { default: bodyParser } = await import('koa-bodyparser')
  return { ...(await koaModule), bodyParser }
}

/** What comes by the first middleware, as an application's own error handling does. */
async function request(
  { default: Application, bodyParser }: Module,
  handle: (ctx: Context) => void,
  body?: string,
): Promise<unknown> {
  const app = new Application()
  let seen: unknown
  app.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      seen = error
      ctx.status = 500
    }
  })
  app.use(bodyParser({ jsonLimit: '20b' }))
  app.use(handle)
  const answer = app.callback()
  const endpoint = await listen(createServer((asked, reply) => void answer(asked, reply)))
  const headers = { 'content-type': 'application/json' }
  await fetch(endpoint.url, body === undefined ? {} : { method: 'POST', headers, body })
  await endpoint.close()
  return seen
}
