import { expect, test } from 'vitest'
import { shouldHandleError } from './should-handle-error.js'

function errorFrom(file: string, fields: object): Error {
  return Object.assign(new Error('refused'), { stack: `Error: refused\n    at make (${file}:1:1)` }, fields)
}

const OPENAI = '/srv/app/node_modules/openai/core/error.js'

test.for([
  ['a bug without a status', errorFrom('/srv/app/src/pay.js', {}), true],
  ['our own 503', errorFrom('/srv/app/src/pay.js', { status: 503 }), true],
  ['our own 403', errorFrom('/srv/app/src/pay.js', { status: 403 }), false],
  ['our own 404 in statusCode', errorFrom('/srv/app/src/pay.js', { statusCode: 404 }), false],
  ['an upstream 403', errorFrom(OPENAI, { status: 403 }), true],
  ['an upstream 401 in a text', errorFrom(OPENAI, { status: '401' }), true],
  ['a 404 of http-errors', errorFrom('/srv/app/node_modules/http-errors/index.js', { status: 404 }), false],
  [
    'a 400 of a Fastify plugin',
    errorFrom('/srv/node_modules/@fastify/jwt/jwt.js', { statusCode: 400 }),
    false,
  ],
  ['a thrown text', 'not yours', true],
  ['nothing', undefined, true],
  ['a plain object with a 4xx', { status: 404 }, false],
] as const)('decides on %s', ([, error, expected]) => {
  expect(shouldHandleError(error)).toBe(expected)
})
