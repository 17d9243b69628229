import type * as NatsModule from '@nats-io/transport-node'
import { rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import { openRelay, openTcp, type Relay } from '../world/loopback.ts'
import type { Nats } from '../world/nats.ts'

export type NatsLibrary = Pick<typeof NatsModule, 'connect'>

type Connection = NatsModule.NatsConnection

export interface NatsWorld {
  readonly plain: Nats
  /** Its only user is `bob`, who may do little. */
  readonly locked: Nats
  readonly mute: Endpoint
}

export const BOB = { user: 'bob', pass: 'right' }

/** What the work on a new connection is rejected with, to which somebody listens who never answers: `silence`. */
export async function natsError(
  { connect }: NatsLibrary,
  port: number,
  work: (connection: Connection) => unknown,
  options: NatsModule.NodeConnectionOptions = {},
): Promise<unknown> {
  const connection = await connect({ servers: `127.0.0.1:${port}`, ...options })
  connection.subscribe('silence', { callback() {} })
  const error = await rejectionOf(async () => work(connection))
  await connection.close()
  return error
}

/** What connecting is rejected with. */
export function connectError(
  { connect }: NatsLibrary,
  options: NatsModule.NodeConnectionOptions,
): Promise<unknown> {
  return rejectionOf(connect(options))
}

/** What becomes of work on a connection whose way to the server can be disturbed. */
export async function disturbedError(
  module: NatsLibrary,
  { plain }: NatsWorld,
  work: (connection: Connection, relay: Relay) => unknown,
  options: NatsModule.NodeConnectionOptions,
): Promise<unknown> {
  const relay = await openRelay(plain.port)
  const error = await natsError(module, relay.port, (connection) => work(connection, relay), options)
  await relay.close().catch(() => {})
  return error
}

/** What connecting is rejected with where something else than the server answers. */
export async function strangerError(module: NatsLibrary, answer: string): Promise<unknown> {
  const stranger = await openTcp((socket) => socket.end(answer))
  const error = await connectError(module, { servers: `127.0.0.1:${stranger.port}` })
  await stranger.close()
  return error
}
