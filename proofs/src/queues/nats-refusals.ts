import type { Case } from '../proof/proof.ts'
import { BOB, connectError, natsError, type NatsLibrary, type NatsWorld } from './nats-work.ts'

/** What the server or the client does not want. */
export const refusalCases: readonly Case<NatsLibrary, NatsWorld>[] = [
  {
    name: 'keeps missing credentials',
    provoke: (module, { locked }) => connectError(module, { servers: `127.0.0.1:${locked.port}` }),
    identity: /^nats:(?:AuthorizationError|NatsError#AUTHORIZATION_VIOLATION)$/,
    verdict: 'bug',
    rule: 'nats/authorization',
    nearMissOf: ['nats/handshake-broken'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a wrong password',
    provoke: (module, { locked }) =>
      connectError(module, { ...BOB, servers: `127.0.0.1:${locked.port}`, pass: 'wrong' }),
    identity: /^nats:(?:AuthorizationError|NatsError#AUTHORIZATION_VIOLATION)$/,
    verdict: 'bug',
    rule: 'nats/authorization',
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a subject to which the user may not listen',
    provoke: (module, { locked }) =>
      natsError(
        module,
        locked.port,
        async (connection) => {
          for await (const _ of connection.subscribe('theirs'));
        },
        BOB,
      ),
    identity: /^nats:(?:PermissionViolationError|NatsError#PERMISSIONS_VIOLATION)$/,
    verdict: 'bug',
    rule: 'nats/authorization',
  },
  {
    name: 'keeps a subject of which the user may not ask',
    provoke: (module, { locked }) =>
      natsError(module, locked.port, (connection) => connection.request('theirs', '', { timeout: 500 }), BOB),
    identity: /^nats:(?:RequestError|NatsError#PERMISSIONS_VIOLATION)$/,
    decider: /^nats:(?:PermissionViolationError|RequestError|NatsError#PERMISSIONS_VIOLATION)$/,
    verdict: 'bug',
    rule: 'nats/authorization',
    nearMissOf: ['nats/timeout', 'nats/disconnected'],
    inBundle: 'cannot tell',
  },
  {
    name: 'keeps a subject to which nobody listens',
    provoke: (module, { plain }) =>
      natsError(module, plain.port, (connection) => connection.request('nothing', '', { timeout: 500 })),
    identity: /^nats:(?:RequestError|NatsError#503)$/,
    decider: /^nats:(?:NoRespondersError|NatsError#503)$/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nats/timeout', 'nats/disconnected'],
  },
  {
    name: 'keeps a message that is too long',
    provoke: (module, { plain }) =>
      natsError(module, plain.port, (connection) => connection.publish('parcels', new Uint8Array(2000))),
    identity: /^nats:(?:InvalidArgumentError|NatsError#MAX_PAYLOAD_EXCEEDED)$/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nats/authorization'],
  },
  {
    name: 'keeps a message without a subject',
    provoke: (module, { plain }) => natsError(module, plain.port, (connection) => connection.publish('')),
    identity: /^nats:(?:InvalidSubjectError|NatsError#BAD_SUBJECT)$/,
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a host that does not exist',
    provoke: (module) => connectError(module, { servers: `${'x'.repeat(64)}.invalid` }),
    identity: 'node:Error#ENOTFOUND',
    verdict: 'bug',
    rule: 'node/host-not-found',
  },
]
