import { createServer } from 'node:tls'
import type * as Mongodb from 'mongodb'
import { mongodb } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { createCertificate } from '../world/certificate.ts'
import { findClosedPort, listen } from '../world/loopback.ts'
import { isHello } from '../world/mongo-stub.ts'
import * as calls from './mongodb-calls.ts'
import { mongoReplies } from './mongodb-replies.ts'

const { asking, failing, to } = calls

const CLOSED = [
  ['that began after the client was closed', 'MongoNotConnectedError', asking(calls.findOnceClosed)],
  [
    'during which the client was closed',
    'MongoClientClosedError',
    asking(calls.closeOnceFinding('commandStarted'), to('find', 'silence')),
  ],
  [
    'that waited for a server when the client was closed',
    'MongoTopologyClosedError',
    asking(calls.closeOnceFinding('topologyOpening'), (command) =>
      isHello(command) ? 'silence' : undefined,
    ),
  ],
  [
    'for the rest of a result',
    'MongoCursorExhaustedError',
    asking(calls.readOnOnceClosed, calls.firstOfMany),
  ],
  ['in a session that has ended', 'MongoExpiredSessionError', asking(calls.findInEndedSession)],
] as const

export const mongodbProof = defineProof<typeof Mongodb, undefined>({
  library: mongodb,
  against: "a stub that speaks enough of MongoDB's wire protocol",
  modules: { mongodb: () => import('mongodb'), 'mongodb-6': () => import('mongodb-6') },
  bundle: { entry: "export { MongoClient } from 'mongodb'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...mongoReplies,
    {
      name: 'holds back an election that takes too long',
      provoke: asking(calls.find, calls.withoutPrimary),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'mongodb:TopologyDescription',
      verdict: 'transient',
      rule: 'mongodb/no-primary',
    },
    {
      name: 'keeps a replica set of another name',
      provoke: asking(calls.find, undefined, { replicaSet: 'other' }),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'mongodb:TopologyDescription',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongodb/no-primary'],
    },
    {
      name: 'keeps a server that is too old',
      provoke: asking(calls.find, (command) => (isHello(command) ? { ok: 1, maxWireVersion: 2 } : undefined)),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'mongodb:MongoCompatibilityError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongodb/no-primary', 'node/connection-refused'],
    },
    {
      name: 'holds back a server that does not listen',
      provoke: async (module) => calls.rejectionAt(module, `mongodb://127.0.0.1:${await findClosedPort()}`),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => calls.rejectionAt(module, `mongodb://${'x'.repeat(64)}.invalid`),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['mongodb/no-primary', 'node/connection-refused'],
    },
    {
      name: 'keeps a certificate that is not trusted',
      async provoke(module) {
        const server = await listen(createServer(createCertificate()))
        const error = await calls.rejectionAt(module, `mongodb://127.0.0.1:${server.port}/?tls=true`)
        await server.close()
        return error
      },
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'node:Error#DEPTH_ZERO_SELF_SIGNED_CERT',
      verdict: 'bug',
      rule: 'node/certificate',
      nearMissOf: ['mongodb/connection-lost'],
    },
    {
      name: 'holds back a connection that is closed during a call',
      provoke: asking(calls.find, to('find', 'hang up')),
      identity: 'mongodb:MongoNetworkError',
      verdict: 'transient',
      rule: 'mongodb/connection-lost',
    },
    {
      name: 'holds back a connection that is reset during a call',
      provoke: asking(calls.find, to('find', 'reset')),
      identity: 'mongodb:MongoNetworkError',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back a call whose connection went down with that of another',
      provoke: asking(calls.findAtOnce, to('find', 'hang up'), { maxPoolSize: 1 }),
      identity: 'mongodb:PoolClearedError',
      decider: 'mongodb:MongoNetworkError',
      verdict: 'transient',
      rule: 'mongodb/connection-lost',
    },
    {
      name: 'holds back a server that falls silent during a call',
      provoke: asking(calls.find, to('find', 'silence'), { socketTimeoutMS: 30 }),
      identity: 'mongodb:MongoNetworkTimeoutError',
      verdict: 'transient',
      rule: 'mongodb/timeout',
      nearMissOf: ['mongodb/connection-lost', 'mongodb/pool-timeout'],
    },
    {
      name: 'holds back a server that says nothing at all',
      provoke: asking(calls.find, () => 'silence', { connectTimeoutMS: 30 }),
      identity: 'mongodb:MongoServerSelectionError',
      decider: 'mongodb:MongoNetworkTimeoutError',
      verdict: 'transient',
      rule: 'mongodb/timeout',
    },
    {
      name: 'holds back a call for which no connection came free',
      provoke: asking(calls.findAtOnce, to('find', 'silence'), {
        maxPoolSize: 1,
        waitQueueTimeoutMS: 20,
        socketTimeoutMS: 60,
      }),
      identity: 'mongodb:WaitQueueTimeoutError',
      verdict: 'transient',
      rule: 'mongodb/pool-timeout',
      nearMissOf: ['mongodb/timeout'],
    },
    ...CLOSED.flatMap(([what, error, provoke]) => [
      {
        name: `holds back a call ${what}, on shutdown`,
        provoke,
        identity: `mongodb:${error}`,
        phase: 'shutdown' as const,
        verdict: 'control-flow' as const,
        rule: 'mongodb/closed-on-shutdown',
      },
      {
        name: `keeps a call ${what}`,
        provoke,
        identity: `mongodb:${error}`,
        verdict: 'bug' as const,
        rule: undefined,
        nearMissOf: ['mongodb/closed-on-shutdown'],
      },
    ]),
    {
      name: 'keeps a user without rights on shutdown too',
      provoke: asking(calls.find, failing('find', 13, 'not authorized')),
      identity: 'mongodb:MongoServerError#13',
      phase: 'shutdown',
      verdict: 'bug',
      rule: 'mongodb/authentication',
      nearMissOf: ['mongodb/closed-on-shutdown'],
    },
    {
      name: 'keeps an update that is none',
      provoke: asking((client) => calls.items(client).updateOne({}, { n: 1 })),
      identity: 'mongodb:MongoInvalidArgumentError',
      verdict: 'bug',
      rule: undefined,
    },
  ],
})
