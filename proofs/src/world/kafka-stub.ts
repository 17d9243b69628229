import type { Socket } from 'node:net'
import { type Endpoint, openTcp } from './loopback.ts'

/** The requests a stub knows, by the numbers they have in the protocol. */
const REQUESTS = {
  produce: 0,
  metadata: 3,
  findCoordinator: 10,
  joinGroup: 11,
  saslHandshake: 17,
  apiVersions: 18,
  createTopics: 19,
  saslAuthenticate: 36,
} as const

type Request = keyof typeof REQUESTS

/** What a stub does with a request: fails with one of the protocol's codes, or does not answer at all. */
type KafkaAnswer = number | 'silence' | 'hang up' | 'reset'

export type KafkaAnswers = Partial<Record<Request, KafkaAnswer>>

/**
 * Enough of Kafka's wire protocol to be a cluster of one broker with the topic `items`, and to fail as told.
 *
 * @param leader the broker that is said to have the topic
 */
export async function openKafkaStub(told: KafkaAnswers, leader = BROKER): Promise<Endpoint> {
  const endpoint = await openTcp((socket) => {
    let received = Buffer.alloc(0)
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        const end = 4 + received.readInt32BE(0)
        reply(socket, received.subarray(4, end))
        received = received.subarray(end)
      }
    })
  })

  function reply(socket: Socket, message: Buffer): void {
    const request = REQUEST_OF.get(message.readInt16BE(0))
    const answer = (request && told[request]) ?? 0
    if (answer === 'hang up') socket.destroy()
    else if (answer === 'reset') socket.resetAndDestroy()
    else if (request && answer !== 'silence') {
      const correlation = message.subarray(4, 8)
      socket.write(bytes(correlation, BODIES[request](answer, endpoint.port, leader)))
    }
  }

  return endpoint
}

const REQUEST_OF = new Map<number, Request>(
  // `Object.entries` forgets the names.
  Object.entries(REQUESTS).map(([name, key]) => [key, name as Request]),
)

/** What each answer says, after https://kafka.apache.org/protocol.html */
const BODIES: Record<Request, (code: number, port: number, leader: number) => Buffer> = {
  produce: (code) => list(text(TOPIC), list(int32(0), int16(code), int32(0), int32(0))),
  metadata: (code, port, leader) =>
    Buffer.concat([
      list(broker(port), int16(-1)),
      int32(BROKER),
      list(
        int16(code),
        text(TOPIC),
        Buffer.alloc(1),
        list(int16(0), int32(0), int32(leader), int32(0), int32(0)),
      ),
    ]),
  findCoordinator: (code, port) => Buffer.concat([int16(code), broker(port)]),
  joinGroup: (code) => Buffer.concat([int16(code), int32(1), text('any'), text('me'), text('me'), int32(0)]),
  saslHandshake: (code) => Buffer.concat([int16(code), list(text('PLAIN'))]),
  apiVersions: (code) => Buffer.concat([int16(code), VERSIONS, int32(0)]),
  createTopics: (code) => list(text(TOPIC), int16(code)),
  saslAuthenticate: (code) => Buffer.concat([int16(code), text('Authentication failed'), int32(0)]),
}

const TOPIC = 'items'
/** The number of the only broker. */
const BROKER = 1

const VERSIONS = Buffer.concat([
  int32(Object.keys(REQUESTS).length),
  ...Object.values(REQUESTS).map((key) =>
    Buffer.concat([int16(key), int16(0), int16(key === REQUESTS.metadata ? 1 : 0)]),
  ),
])

function broker(port: number): Buffer {
  return Buffer.concat([int32(BROKER), text('127.0.0.1'), int32(port)])
}

/** An array of one element, which has these parts. */
function list(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([int32(1), ...parts])
}

function text(value: string): Buffer {
  return Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)])
}

function bytes(...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([int32(content.length), content])
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}
