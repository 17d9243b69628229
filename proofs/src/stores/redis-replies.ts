import type { Case } from '../proof/proof.ts'
import { clientError, createQuietClient, type NodeRedis, type NodeRedisWorld } from './redis-client.ts'

/** What a server answers with. */
export const replyCases: readonly Case<NodeRedis, NodeRedisWorld>[] = [
  {
    name: 'keeps a missing password',
    provoke: (module, { servers }) => clientError(module, servers.locked),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: 'redis/authentication',
    nearMissOf: ['redis/server-not-ready'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a wrong password',
    provoke: (module, { servers }) => clientError(module, servers.locked, undefined, { password: 'wrong' }),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: 'redis/authentication',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a command that the user may not give',
    provoke: (module, { servers }) => clientError(module, servers.restricted),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: 'redis/authentication',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a value of another kind',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, async (client) => {
        await client.set('text', 'text')
        await client.lPush('text', 'item')
      }),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: 'redis/wrong-type',
    nearMissOf: ['redis/authentication'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a command that the server does not know',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, (client) => client.sendCommand(['NOTHING'])),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/wrong-type', 'redis/authentication', 'redis/server-not-ready'],
  },
  {
    name: 'keeps an argument that is no text',
    provoke: (module, { servers }) =>
      // The types forbid it; applications without them meet it.
      clientError(module, servers.plain, (client) => client.set('key', undefined as unknown as string)),
    identity: 'redis:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
  },
  {
    name: 'keeps a server that is out of memory',
    provoke: (module, { servers }) =>
      clientError(module, servers.full, (client) => client.set('key', 'text')),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/server-not-ready', 'redis/offline'],
  },
  {
    name: 'keeps a server that cannot save its data',
    provoke: (module, { servers }) =>
      clientError(module, servers.unsaved, (client) => client.set('key', 'text')),
    identity: 'redis:SimpleError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/server-not-ready'],
  },
  {
    name: 'holds back a server that is loading its data',
    provoke: (module, { servers }) => clientError(module, servers.loading),
    identity: 'redis:SimpleError',
    verdict: 'transient',
    rule: 'redis/server-not-ready',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a write to a replica',
    provoke: (module, { servers }) =>
      clientError(module, servers.replica, (client) => client.set('key', 'text')),
    identity: 'redis:SimpleError',
    verdict: 'transient',
    rule: 'redis/server-not-ready',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a read from a replica that has lost its master',
    provoke: (module, { servers }) => clientError(module, servers.staleReplica),
    identity: 'redis:SimpleError',
    verdict: 'transient',
    rule: 'redis/server-not-ready',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a pipeline to a replica',
    provoke: (module, { servers }) =>
      clientError(module, servers.replica, (client) =>
        client.multi().set('one', '1').set('two', '2').execAsPipeline(),
      ),
    identity: 'redis:SimpleError',
    verdict: 'transient',
    rule: 'redis/server-not-ready',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a transaction of which a part failed',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, (client) =>
        client.multi().set('text', 'text').lPush('text', 'item').exec(),
      ),
    identity: 'redis:MultiErrorReply',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/wrong-type', 'redis/watch'],
  },
  {
    name: 'expects a lost optimistic lock',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, async (client) => {
        const other = await createQuietClient(module, servers.plain).connect()
        await client.watch('stock')
        await other.incr('stock')
        other.destroy()
        await client.multi().decr('stock').exec()
      }),
    identity: 'redis:WatchError',
    verdict: 'expected',
    rule: 'redis/watch',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a transaction that the server gave up',
    provoke: (module, { servers }) =>
      clientError(module, servers.plain, (client) => client.multi().addCommand(['NOTHING']).exec()),
    identity: /^redis:/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['redis/watch'],
  },
]
