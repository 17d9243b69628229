import { mongoose } from '@sentry-presets/catalog'
import { createServer } from 'node:tls'
import { defineProof } from '../proof/proof.ts'
import { createCertificate } from '../world/certificate.ts'
import { findClosedPort, listen, openTcp } from '../world/loopback.ts'
import { failing, to, withoutPrimary } from './mongodb-calls.ts'
import * as calls from './mongoose-calls.ts'

const { asking, items, rejectionAt } = calls

export const mongooseProof = defineProof<calls.Module, undefined>({
  library: mongoose,
  against: "a stub that speaks enough of MongoDB's wire protocol",
  modules: {
    mongoose: () => import('mongoose'),
    // @ts-expect-error its types are declared for a module called `mongoose`
    'mongoose-8': () => import('mongoose-8'),
  },
  bundle: { entry: "export { default } from 'mongoose'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    {
      name: 'holds back a server that does not listen',
      provoke: async (module) => rejectionAt(module, `mongodb://127.0.0.1:${await findClosedPort()}`),
      identity: 'mongoose:MongooseServerSelectionError',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionAt(module, `mongodb://${'x'.repeat(64)}.invalid`),
      identity: 'mongoose:MongooseServerSelectionError',
      decider: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['node/connection-refused'],
    },
    {
      name: 'keeps a certificate that is not trusted',
      async provoke(module) {
        const server = await listen(createServer(createCertificate()))
        const error = await rejectionAt(module, `mongodb://127.0.0.1:${server.port}/?tls=true`)
        await server.close()
        return error
      },
      identity: 'mongoose:MongooseServerSelectionError',
      decider: 'node:Error#DEPTH_ZERO_SELF_SIGNED_CERT',
      verdict: 'bug',
      rule: 'node/certificate',
    },
    {
      name: 'holds back an election that takes too long',
      provoke: asking(calls.connect, withoutPrimary),
      identity: 'mongoose:MongooseServerSelectionError',
      decider: 'mongodb:TopologyDescription',
      verdict: 'transient',
      rule: 'mongodb/no-primary',
    },
    {
      name: 'keeps a replica set of another name',
      provoke: asking(calls.connect, undefined, { replicaSet: 'other' }),
      identity: 'mongoose:MongooseServerSelectionError',
      decider: 'mongodb:TopologyDescription',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongodb/no-primary'],
    },
    {
      name: 'keeps a wrong password',
      provoke: asking(calls.connect, failing('saslStart', 18, 'Authentication failed.'), {
        auth: { username: 'app', password: 'wrong' },
      }),
      identity: 'mongodb:MongoServerError#18',
      verdict: 'bug',
      rule: 'mongodb/authentication',
    },
    {
      name: 'holds back a member that is shutting down',
      provoke: asking(calls.find, failing('find', 91, 'shutting down')),
      identity: 'mongodb:MongoServerError#91',
      verdict: 'transient',
      rule: 'mongodb/failover',
    },
    {
      name: 'keeps a duplicate key',
      provoke: asking(
        calls.insert,
        to('insert', {
          ok: 1,
          n: 0,
          writeErrors: [{ index: 0, code: 11000, errmsg: 'E11000 duplicate key' }],
        }),
      ),
      identity: 'mongodb:MongoServerError#11000',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongodb/failover'],
    },
    {
      name: 'holds back a call that waited in vain for the connection',
      async provoke(module) {
        const mute = await openTcp(() => {})
        const url = `mongodb://127.0.0.1:${mute.port}`
        const error = await rejectionAt(module, url, (connection) => items(connection, 20).findOne())
        await mute.close()
        return error
      },
      identity: 'mongoose:MongooseError',
      verdict: 'transient',
      rule: 'mongoose/buffering-timeout',
    },
    {
      name: 'keeps a call over a connection that was closed by force',
      provoke: asking(calls.findOnceClosed),
      identity: 'mongoose:MongooseError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/closed-on-shutdown', 'mongoose/buffering-timeout'],
    },
    {
      name: 'holds back a call over a connection that was closed by force, on shutdown',
      provoke: asking(calls.findOnceClosed),
      identity: 'mongoose:MongooseError',
      phase: 'shutdown',
      verdict: 'control-flow',
      rule: 'mongoose/closed-on-shutdown',
    },
    {
      name: 'expects a document that somebody else has changed',
      provoke: asking(
        calls.save((item) => (item.tags = ['b'])),
        calls.oneThatIsGone,
      ),
      identity: 'mongoose:VersionError',
      verdict: 'expected',
      rule: 'mongoose/version-conflict',
    },
    {
      name: 'keeps a document that is gone when it is to be saved',
      provoke: asking(
        calls.save((item) => (item.name = 'two')),
        calls.oneThatIsGone,
      ),
      identity: 'mongoose:DocumentNotFoundError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/version-conflict', 'mongoose/not-found'],
    },
    {
      name: 'keeps a document that is saved twice at once',
      provoke: asking(calls.saveTwice, calls.oneThatIsGone),
      identity: 'mongoose:ParallelSaveError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/version-conflict'],
    },
    {
      name: 'holds back a query that found nothing and was told to say so',
      provoke: asking((connection) => items(connection).findOne({ name: 'none' }).orFail()),
      identity: 'mongoose:DocumentNotFoundError',
      verdict: 'expected',
      rule: 'mongoose/not-found',
    },
    {
      name: 'keeps what a query was told to say instead',
      provoke: asking((connection) =>
        items(connection)
          .findOne()
          .orFail(() => new Error('no such item')),
      ),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/not-found'],
    },
    {
      name: 'keeps a document that is not valid, since nobody knows who has made it',
      provoke: asking((connection) => items(connection).create({ _id: 1 })),
      identity: 'mongoose:ValidationError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a value of another type, since nobody knows who has given it',
      provoke: asking((connection) => items(connection).findById('one')),
      identity: 'mongoose:CastError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/not-found'],
    },
    {
      name: 'keeps a value of another type that is the text of a timeout',
      provoke: asking((connection) => items(connection).findById('buffering timed out after 9ms')),
      identity: 'mongoose:CastError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['mongoose/buffering-timeout'],
    },
    {
      name: 'keeps a field that the schema does not know',
      provoke: asking((connection) =>
        items(connection).create({ _id: 1, name: 'one', ...({ colour: 'red' } as object) }),
      ),
      identity: 'mongoose:StrictModeError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a model that does not exist',
      provoke: asking(async (connection) => connection.model('Other')),
      identity: 'mongoose:MissingSchemaError',
      verdict: 'bug',
      rule: undefined,
    },
  ],
})
