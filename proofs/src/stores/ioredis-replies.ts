import type { Case } from '../proof/proof.ts'
import {
  clusterError,
  commandError,
  emittedError,
  type IORedis,
  type IORedisWorld,
} from './ioredis-client.ts'

/** From 6 on a kind of ReplyError, which is what it calls itself. */
const REPLY = /^ioredis:(?:Simple|Reply)Error$/

/** What a server answers with. */
export const replyCases: readonly Case<IORedis, IORedisWorld>[] = [
  {
    name: 'keeps a missing password',
    provoke: (module, { servers }) => commandError(module, { port: servers.locked }),
    identity: REPLY,
    verdict: 'bug',
    rule: 'ioredis/authentication',
    nearMissOf: ['ioredis/server-not-ready'],
  },
  {
    name: 'keeps a wrong password',
    provoke: (module, { servers }) => emittedError(module, { port: servers.locked, password: 'wrong' }),
    identity: REPLY,
    verdict: 'bug',
    rule: 'ioredis/authentication',
  },
  {
    name: 'keeps a command that the user may not give',
    provoke: (module, { servers }) => commandError(module, { port: servers.restricted }),
    identity: REPLY,
    verdict: 'bug',
    rule: 'ioredis/authentication',
  },
  {
    name: 'keeps a value of another kind',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.plain }, async (client) => {
        await client.set('text', 'text')
        await client.lpush('text', 'item')
      }),
    identity: REPLY,
    verdict: 'bug',
    rule: 'ioredis/wrong-type',
    nearMissOf: ['ioredis/authentication'],
  },
  {
    name: 'keeps a command that the server does not know',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.plain }, (client) => client.call('NOTHING')),
    identity: REPLY,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/wrong-type', 'ioredis/authentication', 'ioredis/server-not-ready'],
  },
  {
    name: 'keeps a script that fails, whatever the text is that it fails with',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.plain }, (client) =>
        client.eval("return redis.error_reply('ERR the job is LOADING too much')", 0),
      ),
    identity: REPLY,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/server-not-ready'],
  },
  {
    name: 'keeps a server that is out of memory',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.full }, (client) => client.set('key', 'text')),
    identity: REPLY,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/server-not-ready', 'ioredis/command-timeout'],
  },
  {
    name: 'keeps a server that cannot save its data',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.unsaved }, (client) => client.set('key', 'text')),
    identity: REPLY,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/server-not-ready'],
  },
  {
    name: 'holds back a server that is loading its data',
    provoke: (module, { servers }) => commandError(module, { port: servers.loading }),
    identity: REPLY,
    verdict: 'transient',
    rule: 'ioredis/server-not-ready',
  },
  {
    name: 'holds back a write to a replica',
    provoke: (module, { servers }) =>
      commandError(module, { port: servers.replica }, (client) => client.set('key', 'text')),
    identity: REPLY,
    verdict: 'transient',
    rule: 'ioredis/server-not-ready',
  },
  {
    name: 'holds back a read from a replica that has lost its master',
    provoke: (module, { servers }) => commandError(module, { port: servers.staleReplica }),
    identity: REPLY,
    verdict: 'transient',
    rule: 'ioredis/server-not-ready',
  },
  {
    name: 'holds back a member of a cluster that has no slots',
    provoke: (module, { servers }) => commandError(module, { port: servers.emptyCluster }),
    identity: REPLY,
    verdict: 'transient',
    rule: 'ioredis/server-not-ready',
  },
  {
    name: 'keeps a cluster whose password is wrong',
    provoke: (module, { servers }) => clusterError(module, servers.lockedCluster),
    identity: 'ioredis:ClusterAllFailedError',
    decider: REPLY,
    verdict: 'bug',
    rule: 'ioredis/authentication',
    nearMissOf: ['ioredis/connection-closed'],
  },
  {
    name: 'keeps a cluster that is none',
    provoke: (module, { servers }) => clusterError(module, servers.plain),
    identity: 'ioredis:ClusterAllFailedError',
    decider: REPLY,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['ioredis/server-not-ready'],
  },
]
