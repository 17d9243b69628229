import type { Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'
import { type Endpoint, openTcp } from './loopback.ts'

/** What a stub does with a command; undefined leaves it to what a healthy server says. */
export type MongoAnswer = Document | 'silence' | 'hang up' | 'reset' | undefined

/** @param port its own, for what it says of itself */
export type AnswerMongo = (command: Document, port: number) => MongoAnswer

/** Enough of MongoDB's wire protocol to be the only member of the replica set `rs`, and to fail as told. */
export async function openMongoStub(answer: AnswerMongo): Promise<Endpoint> {
  const endpoint = await openTcp((socket) => {
    let received = Buffer.alloc(0)
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0)
        reply(socket, readMessage(received.subarray(0, length)))
        received = received.subarray(length)
      }
    })
  })

  function reply(socket: Socket, message: Message): void {
    const said = answer(message.command, endpoint.port) ?? healthy(message.command, endpoint.port)
    if (said === 'hang up') socket.destroy()
    else if (said === 'reset') socket.resetAndDestroy()
    else if (said !== 'silence' && !message.isOneWay) socket.write(writeMessage(message, said))
  }

  return { ...endpoint, url: `mongodb://127.0.0.1:${endpoint.port}/?replicaSet=rs` }
}

/** What a server says of itself in its answer to the handshake and to each heartbeat. */
export function helloOf(port: number): Document {
  return {
    ok: 1,
    isWritablePrimary: true,
    setName: 'rs',
    hosts: [`127.0.0.1:${port}`],
    me: `127.0.0.1:${port}`,
    minWireVersion: 0,
    maxWireVersion: 21,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    logicalSessionTimeoutMinutes: 30,
  }
}

export function isHello(command: Document): boolean {
  return 'hello' in command || 'ismaster' in command
}

function healthy(command: Document, port: number): Document {
  if (isHello(command)) return helloOf(port)
  if ('find' in command) return { ok: 1, cursor: { id: BSON.Long.ZERO, ns: 'test.items', firstBatch: [] } }
  return { ok: 1, n: 1 }
}

interface Message {
  readonly id: number
  readonly opcode: number
  readonly command: Document
  /** The client does not wait for an answer. */
  readonly isOneWay: boolean
}

// https://github.com/mongodb/specifications/blob/master/source/message/OP_MSG.md; the first handshake is an OP_QUERY.
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const MORE_TO_COME = 2

function readMessage(bytes: Buffer): Message {
  const id = bytes.readInt32LE(4)
  const opcode = bytes.readInt32LE(12)
  const isQuery = opcode === OP_QUERY
  // An OP_QUERY has flags, the name of a collection and two numbers before its document, an OP_MSG flags and a kind.
  const start = isQuery ? bytes.indexOf(0, 20) + 9 : 21
  const command = BSON.deserialize(bytes.subarray(start, start + bytes.readInt32LE(start)))
  return { id, opcode, command, isOneWay: !isQuery && (bytes.readInt32LE(16) & MORE_TO_COME) !== 0 }
}

function writeMessage({ id, opcode }: Message, answer: Document): Buffer {
  const isQuery = opcode === OP_QUERY
  const body = BSON.serialize(answer)
  const head = Buffer.alloc(isQuery ? 36 : 21)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(id, 8)
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12)
  if (isQuery) head.writeInt32LE(1, 32)
  return Buffer.concat([head, body])
}
