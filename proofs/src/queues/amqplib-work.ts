import { connect as connectSocket, type Socket } from 'node:net'
import type * as AmqplibModule from 'amqplib'
import { rejectionOf } from '../proof/proof.ts'
import { type Endpoint, openTcp } from '../world/loopback.ts'
import type { RabbitMQ } from '../world/rabbitmq.ts'

export type Amqplib = Pick<typeof AmqplibModule, 'connect'>

type Connection = AmqplibModule.ChannelModel
type Channel = AmqplibModule.Channel

export interface AmqplibWorld {
  readonly rabbit: RabbitMQ
  /** Lets itself be connected to, and never says a word. */
  readonly mute: Endpoint
}

/** What the work on a new channel is rejected with. */
export async function channelError(
  { connect }: Amqplib,
  { rabbit }: AmqplibWorld,
  work: (channel: Channel, connection: Connection) => unknown,
): Promise<unknown> {
  const connection = await connect({ ...LOCAL, port: rabbit.port }, AT_ONCE)
  connection.on('error', () => {})
  const channel = await connection.createChannel()
  channel.on('error', () => {})
  const error = await rejectionOf(async () => work(channel, connection))
  await connection.close().catch(() => {})
  return error
}

/** What connecting is rejected with. */
export function connectError(
  { connect }: Amqplib,
  options: AmqplibModule.Options.Connect,
  socketOptions: object = {},
): Promise<unknown> {
  return rejectionOf(connect({ ...LOCAL, ...options }, { ...AT_ONCE, ...socketOptions }))
}

/** What a connection says of its end that is disturbed on its way to the server. */
export async function endOf(
  { connect }: Amqplib,
  { rabbit }: AmqplibWorld,
  disturb: (socket: Socket) => unknown,
): Promise<unknown> {
  const way = await openWay(rabbit.port)
  const connection = await connect({ ...LOCAL, port: way.port }, AT_ONCE)
  connection.on('error', () => {})
  const ended = endingOf(connection)
  disturb(way.lastCaller())
  const error = await ended
  await way.close()
  return error
}

/** What becomes of the use of a channel whose connection is disturbed: before it, if `isWaiting`, or after it. */
export async function useOfLostChannel(
  { connect }: Amqplib,
  { rabbit }: AmqplibWorld,
  { disturb, isWaiting = false }: { disturb: (socket: Socket) => unknown; isWaiting?: boolean },
): Promise<unknown> {
  const way = await openWay(rabbit.port)
  const connection = await connect({ ...LOCAL, port: way.port }, AT_ONCE)
  connection.on('error', () => {})
  const channel = await connection.createChannel()
  channel.on('error', () => {})
  const closed = endingOf(connection)
  const waiting = isWaiting ? rejectionOf(channel.checkQueue('amq.nothing')) : undefined
  disturb(way.lastCaller())
  await closed
  const error = await (waiting ?? rejectionOf(async () => channel.publish('', 'queue', Buffer.from('text'))))
  await way.close()
  return error
}

/** What a connection says whose server was not heard for two seconds, which are short ones. */
export async function silenceError({ connect }: Amqplib, { rabbit }: AmqplibWorld): Promise<unknown> {
  const { setInterval } = globalThis
  // The protocol counts in whole seconds. The library gives no more than these two.
  const hurry = (tick: () => void, delay: number) => setInterval(tick, delay / 50)
  globalThis.setInterval = hurry as typeof setInterval
  const connection = await connect({ ...LOCAL, port: rabbit.port, heartbeat: 1 })
  globalThis.setInterval = setInterval
  return new Promise((resolve) => connection.once('error', resolve))
}

function endingOf(connection: Connection): Promise<unknown> {
  return new Promise((resolve) => connection.once('close', resolve))
}

/**
 * The frame with which RabbitMQ closes its connections when it is stopped.
 * @param end what the last byte is, which is the same for all frames
 */
export function forceClosed({ end = 0xce } = {}): Buffer {
  const text = "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'"
  const method = Buffer.from([
    0,
    10,
    0,
    50,
    320 >> 8,
    320 & 255,
    text.length,
    ...Buffer.from(text),
    0,
    0,
    0,
    0,
  ])
  return Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, method.length]), method, Buffer.from([end])])
}

const AT_ONCE = { noDelay: true }
const LOCAL = { hostname: '127.0.0.1', heartbeat: 0 }

/** A way to the server on which one can speak in its place. */
async function openWay(port: number) {
  let last: Socket | undefined
  const endpoint = await openTcp((socket) => {
    last = socket
    const onward = connectSocket(port, '127.0.0.1').on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
    socket.pipe(onward).pipe(socket)
  })
  return {
    ...endpoint,
    lastCaller(): Socket {
      if (last === undefined) throw new Error('nobody has come')
      return last
    },
  }
}
