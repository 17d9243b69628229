import { httpErrors } from '@sentry-presets/catalog'
import type createError from 'http-errors'
import { defineProof } from '../proof/proof.ts'

interface Module {
  readonly default: typeof createError
}

/** What applications throw themselves; what body parsers throw is proven with Express and Koa. */
export const httpErrorsProof = defineProof<Module, undefined>({
  library: httpErrors,
  against: 'nothing: the errors are made by the application, as the package intends',
  modules: { 'http-errors': () => import('http-errors') },
  bundle: { entry: "export { default } from 'http-errors'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a 404 that is thrown in a request',
      provoke: async ({ default: create }) => create(404),
      inRequest: true,
      identity: 'app:NotFoundError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'holds back a refusal with words of its own',
      provoke: async ({ default: create }) => create(409, 'somebody was faster', { order: 7 }),
      inRequest: true,
      identity: 'app:ConflictError',
      verdict: 'control-flow',
      rule: 'http-errors/client-error',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a 404 of a job, which tells nobody',
      provoke: async ({ default: create }) => create(404),
      identity: 'app:NotFoundError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['http-errors/client-error'],
    },
    {
      name: 'keeps a 503',
      provoke: async ({ default: create }) => create(503),
      inRequest: true,
      identity: 'app:ServiceUnavailableError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['http-errors/client-error'],
    },
    {
      name: 'keeps a refusal that hides its reason from the client',
      provoke: async ({ default: create }) => create(400, 'the upstream refused us', { expose: false }),
      inRequest: true,
      identity: 'app:BadRequestError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['http-errors/client-error'],
    },
    {
      name: 'keeps a bug that was given a status',
      provoke: async ({ default: create }) => create(500, new TypeError('x is not a function')),
      inRequest: true,
      identity: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['http-errors/client-error'],
    },
  ],
})
