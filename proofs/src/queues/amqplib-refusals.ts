import { randomUUID } from 'node:crypto'
import type { Case } from '../proof/proof.ts'
import { type Amqplib, type AmqplibWorld, channelError, connectError } from './amqplib-work.ts'

/** What the server does not want. */
export const refusalCases: readonly Case<Amqplib, AmqplibWorld>[] = [
  {
    name: 'keeps a wrong password',
    provoke: (module, { rabbit }) =>
      connectError(module, { port: rabbit.port, username: 'guest', password: 'wrong' }),
    identity: 'amqplib:Error',
    verdict: 'bug',
    rule: 'amqplib/access-refused',
    nearMissOf: ['amqplib/handshake-broken', 'amqplib/connection-forced'],
  },
  {
    name: 'keeps a virtual host that does not exist',
    provoke: (module, { rabbit }) => connectError(module, { port: rabbit.port, vhost: 'nothing' }),
    identity: 'amqplib:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/access-refused', 'amqplib/handshake-broken'],
  },
  {
    name: 'keeps a name that is not for everybody',
    provoke: (module, world) => channelError(module, world, (channel) => channel.assertQueue('amq.reserved')),
    identity: 'amqplib:Error#403',
    verdict: 'bug',
    rule: 'amqplib/access-refused',
  },
  {
    name: 'keeps a queue that does not exist',
    provoke: (module, world) => channelError(module, world, (channel) => channel.checkQueue('nothing')),
    identity: 'amqplib:Error#404',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/access-refused', 'amqplib/reply-lost'],
  },
  {
    name: 'keeps a queue that is not as the code takes it to be',
    provoke: (module, world) =>
      channelError(module, world, async (channel) => {
        const { queue } = await channel.assertQueue(randomUUID(), { exclusive: true })
        await channel.assertQueue(queue, { exclusive: true, arguments: { 'x-max-length': 1 } })
      }),
    identity: 'amqplib:Error#406',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a queue that is for another connection only',
    provoke: (module, world) =>
      channelError(module, world, async (channel) => {
        const { queue } = await channel.assertQueue('', { exclusive: true })
        throw await channelError(module, world, (other) => other.checkQueue(queue))
      }),
    identity: 'amqplib:Error#405',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/access-refused'],
  },
  {
    name: 'keeps a message that was acknowledged twice',
    provoke: (module, world) =>
      channelError(module, world, async (channel) => {
        // Nothing waits for an answer to it: what the server thinks of it comes as an event.
        const refused = new Promise((_, reject) => channel.on('error', reject))
        channel.ackAll()
        channel.ack({ fields: { deliveryTag: 7 } } as Parameters<typeof channel.ack>[0]) // as one that was consumed
        await refused
      }),
    identity: 'amqplib:Error#406',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a text where bytes should be',
    provoke: (module, world) =>
      // The types forbid it; applications without them meet it.
      channelError(module, world, (channel) => channel.publish('', 'queue', 'text' as unknown as Buffer)),
    identity: 'amqplib:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
  },
  {
    name: 'keeps the use of a channel that the server has closed',
    provoke: (module, world) =>
      channelError(module, world, async (channel) => {
        await channel.checkQueue('nothing').catch(() => {})
        channel.publish('', 'queue', Buffer.from('text'))
      }),
    identity: 'amqplib:IllegalOperationError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['amqplib/channel-lost'],
  },
]
