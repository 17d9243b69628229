import { buildSchema, graphql as execute, GraphQLError } from 'graphql'
import { graphql } from '@sentry-presets/catalog'
import { findClosedPort } from '../world/loopback.ts'
import { type Case, defineProof } from '../proof/proof.ts'

export const graphqlProof = defineProof<undefined>({
  library: graphql,
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...['BAD_USER_INPUT', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED'].map(
      (code): Case<undefined> => ({
        name: `holds back ${code} that a client has been told`,
        provoke: () => ask(() => refuse(code)),
        inRequest: true,
        identity: 'graphql:GraphQLError',
        verdict: 'control-flow',
        rule: 'graphql/client-error',
      }),
    ),
    {
      name: 'keeps a refusal where nobody waits for an answer',
      provoke: () => ask(() => refuse('BAD_USER_INPUT')),
      identity: 'graphql:GraphQLError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'keeps a code that nobody knows',
      provoke: () => ask(() => refuse('OUT_OF_STOCK')),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'graphql:GraphQLError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
    {
      name: 'judges an internal error by what the resolver threw',
      provoke: () =>
        ask(() => {
          throw new TypeError('x is not a function')
        }),
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'app:TypeError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    {
      name: 'holds back an upstream that refused the connection',
      provoke: async () => {
        const url = `http://127.0.0.1:${await findClosedPort()}`
        return ask(() => fetch(url))
      },
      inRequest: true,
      identity: 'graphql:GraphQLError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a refusal that was received from elsewhere as plain data',
      provoke: async () => JSON.parse(JSON.stringify(await ask(() => refuse('UNAUTHENTICATED')))),
      inRequest: true,
      identity: /Object$/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['graphql/client-error'],
    },
  ],
})

function refuse(code: string): never {
  throw new GraphQLError('refused', { extensions: { code } })
}

/** Lets a resolver fail, and answers with the error that the server would report. */
async function ask(order: () => unknown): Promise<unknown> {
  const schema = buildSchema('type Query { order: String }')
  const { errors } = await execute({ schema, source: '{ order }', rootValue: { order } })
  return errors?.[0]
}
