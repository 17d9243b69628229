import { defineLibrary, match } from '@sentry-presets/core'

/** Koa with its body parser. What `ctx.throw` and `ctx.assert` throw are http-errors. */
export const koa = defineLibrary({
  name: 'koa',
  packages: ['http-assert', 'koa-bodyparser', 'co-body', '@hapi/bourne'],
  rules: [
    {
      id: 'koa/malformed-body',
      when: match.all(
        match.error('koa:SyntaxError'),
        match.status(400),
        match.field('body'),
        match.inRequest(),
      ),
      verdict: 'control-flow',
      reason: 'A client sent a body that is no JSON, and has been told so.',
      source: 'https://github.com/cojs/co-body/blob/master/lib/json.js',
    },
  ],
})
