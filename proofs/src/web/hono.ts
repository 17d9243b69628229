import { hono } from '@sentry-presets/catalog'
import type { Context, Hono } from 'hono'
import type { bodyLimit } from 'hono/body-limit'
import type { HTTPException as HonoException } from 'hono/http-exception'
import type { validator } from 'hono/validator'
import { defineProof } from '../proof/proof.ts'

interface Module {
  readonly Hono: typeof Hono
  readonly HTTPException: typeof HonoException
  readonly validator: typeof validator
  readonly bodyLimit: typeof bodyLimit
}

export const honoProof = defineProof<Module, undefined>({
  library: hono,
  against: 'requests to the application itself, which needs no server',
  modules: { hono: load },
  bundle: {
    entry: `
      export { Hono } from 'hono'
      export { bodyLimit } from 'hono/body-limit'
      export { HTTPException } from 'hono/http-exception'
      export { validator } from 'hono/validator'
    `,
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a refusal that the application throws',
      provoke: (module) =>
        request(module, () => {
          throw new module.HTTPException(401, { message: 'Who are you?' })
        }),
      inRequest: true,
      identity: 'hono:HTTPException',
      verdict: 'control-flow',
      rule: 'hono/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a 503 that the application throws',
      provoke: (module) =>
        request(module, () => {
          throw new module.HTTPException(503, { cause: new Error('no connection') })
        }),
      inRequest: true,
      identity: 'hono:HTTPException',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['hono/client-error'],
    },
    {
      name: 'keeps a refusal outside a request, which tells nobody',
      provoke: async ({ HTTPException: Exception }) => new Exception(404),
      identity: 'hono:HTTPException',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['hono/client-error'],
    },
    {
      name: "keeps an application's own error of the same name, with a status that it was given itself",
      provoke: async () => new HTTPException(),
      inRequest: true,
      identity: 'app:HTTPException',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['hono/client-error'],
    },
    {
      name: 'holds back a body that a validator cannot read',
      provoke: (module) => request(module, () => new Response(), '{'),
      inRequest: true,
      identity: 'hono:HTTPException',
      verdict: 'control-flow',
      rule: 'hono/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a body that is too large',
      provoke: (module) => request(module, () => new Response(), JSON.stringify('x'.repeat(99))),
      inRequest: true,
      identity: 'hono:HTTPException',
      verdict: 'control-flow',
      rule: 'hono/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a bug of a handler',
      provoke: (module) => request(module, (c) => c.text((undefined as unknown as string).trim())),
      inRequest: true,
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['hono/client-error'],
    },
  ],
})

/** As an application writes it for what it calls. */
class HTTPException extends Error {
  readonly status = 401
}

async function load(): Promise<Module> {
  return {
    ...(await import('hono')),
    ...(await import('hono/body-limit')),
    ...(await import('hono/http-exception')),
    ...(await import('hono/validator')),
  }
}

/** What comes to `onError`. */
async function request(
  { Hono: Application, bodyLimit: limit, validator: validate }: Module,
  handle: (c: Context) => Response,
  body = '{}',
): Promise<unknown> {
  let seen: unknown
  const app = new Application()
  app.onError((error, c) => {
    seen = error
    return c.text('sorry', 500)
  })
  app.post(
    '/',
    limit({ maxSize: 20 }),
    validate('json', (value) => value),
    handle,
  )
  await app.request('/', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  return seen
}
