import { graphql } from '@sentry-presets/catalog'
import type * as GraphQL from 'graphql'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort } from '../world/loopback.ts'

type Module = Pick<typeof GraphQL, 'buildSchema' | 'graphql' | 'GraphQLError'>

export const graphqlProof = defineProof<Module, undefined>({
  library: graphql,
  against: 'a schema of its own, executed in the process',
  modules: { graphql: () => import('graphql'), 'graphql-16': () => import('graphql-16') },
  bundle: { entry: "export * from 'graphql'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...['BAD_USER_INPUT', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED'].map(
      (code): Case<Module, undefined> => ({
        name: `holds back ${code} that a client has been told`,
        provoke: (module) => ask(module, () => refuse(module, code)),
        inRequest: true,
        identity: 'graphql:GraphQLError',
        verdict: 'control-flow',
        rule: 'graphql/client-error',
      }),
    ),
    {
      name: 'holds back a refusal that was thrown as an error of the application',
      provoke: (module) =>
        ask(module, () => {
          throw Object.assign(new Error('not yours'), { extensions: { code: 'FORBIDDEN' } })
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      verdict: 'control-flow',
      rule: 'graphql/client-error',
    },
    {
      name: 'keeps a refusal where nobody waits for an answer',
      provoke: (module) => ask(module, () => refuse(module, 'BAD_USER_INPUT')),
      identity: 'graphql:GraphQLError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'keeps a refusal behind which there is a bug',
      provoke: (module) =>
        ask(module, () => {
          throw Object.assign(new TypeError('x is not a function'), { extensions: { code: 'OUT_OF_STOCK' } })
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'keeps a bug that is passed off as a bad input',
      provoke: (module) =>
        ask(module, () => {
          throw Object.assign(new TypeError('x is not a function'), {
            extensions: { code: 'BAD_USER_INPUT' },
          })
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'holds back an input that is no JSON',
      provoke: (module) =>
        ask(module, () => {
          try {
            return JSON.parse('{')
          } catch (error) {
            throw Object.assign(error as Error, { extensions: { code: 'BAD_USER_INPUT' } })
          }
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      verdict: 'control-flow',
      rule: 'graphql/client-error',
    },
    ...['OUT_OF_STOCK', 'INTERNAL_SERVER_ERROR'].map(
      (code): Case<Module, undefined> => ({
        name: `keeps ${code}, which is no refusal`,
        provoke: (module) => ask(module, () => refuse(module, code)),
        inRequest: true,
        identity: 'graphql:GraphQLError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['graphql/client-error'],
      }),
    ),
    {
      name: 'judges an internal error by what the resolver threw',
      provoke: (module) =>
        ask(module, () => {
          throw new TypeError('x is not a function')
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'keeps an error of the application that nobody knows',
      provoke: (module) =>
        ask(module, () => {
          throw new Error('no such order')
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'app:Error',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps what a resolver threw that is no error',
      provoke: (module) => ask(module, () => Promise.reject('no such order')),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: /^graphql:/,
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'holds back an upstream that refused the connection',
      provoke: async (module) => {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return ask(module, () => fetch(url))
      },
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a refusal that was received from elsewhere as plain data',
      provoke: async (module) =>
        JSON.parse(JSON.stringify(await ask(module, () => refuse(module, 'UNAUTHENTICATED')))),
      inRequest: true,
      identity: /Object$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
    ...[
      { name: 'a query that is not GraphQL', source: '{' },
      { name: 'a query of a field that does not exist', source: '{ invoice }' },
      { name: 'a variable of the wrong type', source: 'query ($id: Int!) { order(id: $id) }' },
    ].map(
      ({ name, source }): Case<Module, undefined> => ({
        name: `keeps ${name} where the server has not said that its client is at fault`,
        provoke: (module) => ask(module, () => 'one', source),
        inRequest: true,
        identity: 'graphql:GraphQLError',
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['graphql/client-error'],
      }),
    ),
    {
      name: 'keeps a schema that is not GraphQL',
      provoke: ({ buildSchema }) => rejectionOf(() => buildSchema('type Query {')),
      identity: 'graphql:GraphQLError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'keeps a schema that names a type that does not exist',
      provoke: ({ buildSchema }) => rejectionOf(() => buildSchema('type Query { order: Order }')),
      identity: 'graphql:Error',
      verdict: 'bug',
      rule: undefined,
    },
  ],
})

function refuse({ GraphQLError }: Module, code: string): never {
  throw new GraphQLError('refused', { extensions: { code } })
}

/** Lets a resolver fail, and answers with the error that the server would report. */
async function ask(
  { buildSchema, graphql: execute }: Module,
  order: () => unknown,
  source = '{ order }',
): Promise<unknown> {
  const schema = buildSchema('type Query { order(id: Int): String }')
  const { errors } = await execute({ schema, source, rootValue: { order } })
  return errors?.[0]
}
