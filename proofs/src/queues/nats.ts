import { nats } from '@sentry-presets/catalog'
import { BUNDLE, type Case, defineProof } from '../proof/proof.ts'
import { findClosedPort, openTcp } from '../world/loopback.ts'
import { openNats } from '../world/nats.ts'
import { refusalCases } from './nats-refusals.ts'
import {
  connectError,
  disturbedError,
  natsError,
  type NatsLibrary,
  type NatsWorld,
  strangerError,
} from './nats-work.ts'

const lossCases: readonly Case<NatsLibrary, NatsWorld>[] = [
  {
    name: 'holds back a connection that is refused',
    provoke: async (module) => connectError(module, { servers: `127.0.0.1:${await findClosedPort()}` }),
    identity: /^nats:(?:ConnectionError|NatsError#CONNECTION_REFUSED)$/,
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['nats/handshake-broken'],
  },
  {
    name: 'holds back a greeting that never came',
    provoke: (module) => strangerError(module, ''),
    identity: /^nats:(?:ConnectionError|NatsError#CONNECTION_REFUSED)$/,
    decider: /^nats:(?:ConnectionError|Error)$/,
    verdict: 'transient',
    rule: 'nats/handshake-broken',
  },
  {
    name: 'keeps a greeting in another language',
    provoke: (module) => strangerError(module, 'HTTP/1.1 400 Bad Request\r\n\r\n'),
    identity: 'nats:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nats/handshake-broken'],
  },
  {
    name: 'holds back a server that does not greet in time',
    provoke: (module, { mute }) => connectError(module, { servers: `127.0.0.1:${mute.port}`, timeout: 30 }),
    identity: /^nats:(?:TimeoutError|NatsError#TIMEOUT)$/,
    verdict: 'transient',
    rule: 'nats/timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a request that is not answered in time',
    provoke: (module, { plain }) =>
      natsError(module, plain.port, (connection) => connection.request('silence', '', { timeout: 30 })),
    identity: /^nats:(?:TimeoutError|NatsError#TIMEOUT)$/,
    verdict: 'transient',
    rule: 'nats/timeout',
    nearMissOf: ['nats/disconnected'],
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a request whose connection is reset',
    provoke: (module, world) =>
      disturbedError(
        module,
        world,
        async (connection, relay) => {
          await connection.flush()
          const answered = connection.request('silence', '', { timeout: 500 })
          relay.cut('reset')
          await answered
        },
        { reconnect: false },
      ),
    identity: 'nats:RequestError',
    verdict: 'transient',
    rule: 'nats/disconnected',
    // 2 waits for its time to be over.
    only: ['@nats-io/transport-node', BUNDLE],
  },
  {
    name: 'holds back a flush while the connection is away',
    provoke: (module, world) =>
      disturbedError(
        module,
        world,
        async (connection, relay) => {
          const flushed = connection.flush()
          await relay.close()
          await flushed
          await connection.flush()
        },
        { reconnectTimeWait: 200 },
      ),
    identity: /^(?:\?:RequestError|nats:NatsError#DISCONNECT)$/,
    verdict: 'transient',
    rule: 'nats/disconnected',
  },
  {
    name: 'holds back a connection that found no server again',
    provoke: (module, world) =>
      disturbedError(
        module,
        world,
        async (connection, relay) => {
          await relay.close()
          throw await connection.closed()
        },
        { maxReconnectAttempts: 1, reconnectTimeWait: 10 },
      ),
    identity: /^nats:(?:ConnectionError|NatsError#CONNECTION_REFUSED)$/,
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['nats/disconnected'],
  },
  {
    name: 'keeps a message for a connection that the application has closed',
    provoke: publishAfterClose,
    identity: /^nats:(?:ClosedConnectionError|NatsError#CONNECTION_CLOSED)$/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nats/closed-on-shutdown', 'nats/disconnected'],
  },
  {
    name: 'holds back a message for a connection that was closed because the process stops',
    provoke: publishAfterClose,
    phase: 'shutdown',
    identity: /^nats:(?:ClosedConnectionError|NatsError#CONNECTION_CLOSED)$/,
    verdict: 'control-flow',
    rule: 'nats/closed-on-shutdown',
  },
  {
    name: 'holds back a request to a connection that drains because the process stops',
    provoke: (module, { plain }) =>
      natsError(module, plain.port, async (connection) => {
        const drained = connection.drain()
        try {
          await connection.request('silence')
        } finally {
          await drained
        }
      }),
    phase: 'shutdown',
    identity: /^nats:(?:DrainingConnectionError|NatsError#CONNECTION_DRAINING)$/,
    verdict: 'control-flow',
    rule: 'nats/closed-on-shutdown',
  },
]

export const natsProof = defineProof<NatsLibrary, NatsWorld>({
  library: nats,
  against: 'a real NATS server 2.9',
  modules: {
    '@nats-io/transport-node': () => import('@nats-io/transport-node'),
    nats: () => import('nats'),
  },
  bundle: { entry: "export { connect } from '@nats-io/transport-node'" },
  needs: 'nats-server',
  async open() {
    const [plain, locked, mute] = await Promise.all([
      openNats('max_payload: 1024'),
      openNats(`authorization { users: [{
        user: bob, password: right, permissions: { publish: "mine.>", subscribe: ["mine.>", "silence", "_INBOX.>"] }
      }] }`),
      openTcp(() => {}),
    ])
    return { plain, locked, mute }
  },
  async close({ plain, locked, mute }) {
    await Promise.all([plain.close(), locked.close(), mute.close()])
  },
  cases: [...lossCases, ...refusalCases],
})

function publishAfterClose(module: NatsLibrary, { plain }: NatsWorld): Promise<unknown> {
  return natsError(module, plain.port, async (connection) => {
    await connection.close()
    connection.publish('parcels')
  })
}
