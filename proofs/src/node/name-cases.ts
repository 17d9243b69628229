import { Resolver, lookup } from 'node:dns/promises'
import { rejectionOf } from '../proof/proof.ts'
import { onNode } from './node-world.ts'
import type { NameServer } from '../world/name-server.ts'

/** Name resolution: by the system, which fetch and sockets use, and by asking a name server. */
export const nameCases = onNode([
  {
    name: 'holds back a name server that cannot be asked',
    provoke: () => rejectionOf(lookup('nowhere.invalid')),
    identity: 'node:Error#EAI_AGAIN',
    verdict: 'transient',
    rule: 'node/name-server-busy',
    nearMissOf: ['node/host-not-found'],
  },
  {
    name: 'keeps a host that does not exist',
    provoke: () => rejectionOf(fetch(`http://${'x'.repeat(64)}.invalid`)),
    identity: 'node:TypeError',
    decider: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    nearMissOf: ['node/name-server-busy'],
  },
  {
    name: 'keeps a name that the name server refuses to look up',
    provoke: async () => {
      const resolver = new Resolver({ timeout: 100, tries: 1 })
      resolver.setServers(['127.0.0.1'])
      return rejectionOf(resolver.resolve4('-'.repeat(64)))
    },
    identity: 'node:Error#EBADNAME',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/name-server-busy'],
  },
  {
    name: 'holds back a name server that fails',
    provoke: ({ names }) => ask(names, 'failing.test'),
    identity: 'node:Error#ESERVFAIL',
    verdict: 'transient',
    rule: 'node/name-server-busy',
  },
  {
    name: 'holds back a name server that does not answer',
    provoke: ({ names }) => ask(names, 'silent.test'),
    identity: 'node:Error#ETIMEOUT',
    verdict: 'transient',
    rule: 'node/name-server-busy',
  },
  {
    name: 'holds back a name server that does not run',
    provoke: ({ closedPort }) => ask({ address: `127.0.0.1:${closedPort}` }, 'any.test'),
    identity: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'keeps a name server that will not answer us',
    provoke: ({ names }) => ask(names, 'refused.test'),
    identity: 'node:Error#EREFUSED',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/name-server-busy', 'node/connection-refused'],
  },
  {
    name: 'keeps a host that the name server does not know',
    provoke: ({ names }) => ask(names, 'unknown.test'),
    identity: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
    nearMissOf: ['node/name-server-busy'],
  },
  {
    name: 'keeps a host that has no address',
    provoke: ({ names }) => ask(names, 'empty.test'),
    identity: 'node:Error#ENODATA',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/name-server-busy', 'node/host-not-found'],
  },
])

function ask({ address }: Pick<NameServer, 'address'>, name: string): Promise<unknown> {
  const resolver = new Resolver({ timeout: 20, tries: 1 })
  resolver.setServers([address])
  return rejectionOf(resolver.resolve4(name))
}
