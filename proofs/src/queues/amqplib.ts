import { amqplib } from '@sentry-presets/catalog'
import { BUNDLE, type Case, defineProof } from '../proof/proof.ts'
import { findClosedPort, openTcp } from '../world/loopback.ts'
import { openRabbitMQ } from '../world/rabbitmq.ts'
import { refusalCases } from './amqplib-refusals.ts'
import {
  type Amqplib,
  type AmqplibWorld,
  channelError,
  connectError,
  endOf,
  forceClosed,
  silenceError,
  useOfLostChannel,
} from './amqplib-work.ts'

const lossCases: readonly Case<Amqplib, AmqplibWorld>[] = [
  {
    name: 'holds back a connection that is closed without a word',
    provoke: (module, world) => endOf(module, world, (socket) => socket.end()),
    identity: 'amqplib:Error',
    verdict: 'transient',
    rule: 'amqplib/connection-closed',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a connection that is reset',
    provoke: (module, world) => endOf(module, world, (socket) => socket.resetAndDestroy()),
    identity: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    nearMissOf: ['amqplib/connection-closed'],
  },
  {
    name: 'holds back a connection that the server closes since it is stopped',
    provoke: (module, world) => endOf(module, world, (socket) => socket.write(forceClosed())),
    identity: 'amqplib:Error#320',
    verdict: 'transient',
    rule: 'amqplib/connection-forced',
  },
  {
    name: 'keeps a connection that speaks rubbish',
    provoke: (module, world) => endOf(module, world, (socket) => socket.write(forceClosed({ end: 0 }))),
    identity: 'amqplib:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/connection-forced', 'amqplib/connection-closed', 'amqplib/heartbeat-timeout'],
  },
  {
    name: 'holds back a server of which nothing was heard for too long',
    provoke: silenceError,
    identity: 'amqplib:Error',
    verdict: 'transient',
    rule: 'amqplib/heartbeat-timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a connection that is not made in time',
    provoke: (module, { mute }) => connectError(module, { port: mute.port }, { timeout: 50 }),
    identity: 'amqplib:Error',
    verdict: 'transient',
    rule: 'amqplib/connect-timeout',
    inBundle: 'cannot tell',
  },
  {
    name: 'holds back a connection that is refused',
    provoke: async (module) => connectError(module, { port: await findClosedPort() }),
    identity: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['amqplib/connect-timeout'],
  },
  {
    name: 'holds back a greeting that never came',
    async provoke(module) {
      const door = await openTcp((socket) => socket.end())
      const error = await connectError(module, { port: door.port })
      await door.close()
      return error
    },
    identity: 'amqplib:Error',
    verdict: 'transient',
    rule: 'amqplib/handshake-broken',
  },
  {
    name: 'keeps a greeting in another language',
    async provoke(module) {
      const door = await openTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
      const error = await connectError(module, { port: door.port })
      await door.close()
      return error
    },
    identity: 'amqplib:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/handshake-broken'],
    // Older versions wait for the rest of what they take for a frame.
    only: ['amqplib', BUNDLE],
  },
  {
    name: 'holds back a request whose connection is closed under it',
    provoke: (module, world) =>
      useOfLostChannel(module, world, { disturb: (socket) => socket.write(forceClosed()), isWaiting: true }),
    identity: 'amqplib:Error',
    verdict: 'transient',
    rule: 'amqplib/reply-lost',
  },
  {
    name: 'holds back the use of a channel whose connection was lost',
    provoke: (module, world) => useOfLostChannel(module, world, { disturb: (socket) => socket.end() }),
    identity: 'amqplib:IllegalOperationError',
    verdict: 'transient',
    rule: 'amqplib/channel-lost',
  },
  {
    name: 'holds back the use of a channel whose server was stopped',
    provoke: (module, world) =>
      useOfLostChannel(module, world, { disturb: (socket) => socket.write(forceClosed()) }),
    identity: 'amqplib:IllegalOperationError',
    verdict: 'transient',
    rule: 'amqplib/channel-lost',
  },
  {
    name: 'keeps the use of a channel that the application has closed',
    provoke: publishAfterClose,
    identity: 'amqplib:IllegalOperationError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/closed-on-shutdown', 'amqplib/channel-lost', 'amqplib/reply-lost'],
  },
  {
    name: 'holds back the use of a channel that was closed because the process stops',
    provoke: publishAfterClose,
    phase: 'shutdown',
    identity: 'amqplib:IllegalOperationError',
    verdict: 'control-flow',
    rule: 'amqplib/closed-on-shutdown',
  },
]

export const amqplibProof = defineProof<Amqplib, AmqplibWorld>({
  library: amqplib,
  against: 'a real RabbitMQ 3, on a way on which its frames can be cut and written',
  modules: {
    amqplib: () => import('amqplib'),
    'amqplib-1': () => import('amqplib-1'),
    'amqplib-0': () => import('amqplib-0'),
  },
  bundle: { entry: "export { connect } from 'amqplib'" },
  needs: 'rabbitmq-server',
  async open() {
    const [rabbit, mute] = await Promise.all([openRabbitMQ(), openTcp(() => {})])
    return { rabbit, mute }
  },
  async close({ rabbit, mute }) {
    await Promise.all([rabbit.close(), mute.close()])
  },
  cases: [...lossCases, ...refusalCases],
})

function publishAfterClose(module: Amqplib, world: AmqplibWorld): Promise<unknown> {
  return channelError(module, world, async (channel) => {
    await channel.close()
    channel.publish('', 'queue', Buffer.from('text'))
  })
}
