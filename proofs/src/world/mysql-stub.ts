import { type Endpoint, openTcp } from './loopback.ts'

export interface MySqlError {
  readonly code: number
  /** Left out of what the server says instead of a greeting. */
  readonly sqlState?: string
  readonly message: string
}

/** A server that lets everybody in and answers each query with the same error, or lets nobody in because of it. */
export function openMySqlStub({ code, sqlState, message }: MySqlError): Promise<Endpoint> {
  const refusal = toPacket(0, [0xff], toBytes(code), message)
  const error = toPacket(1, [0xff], toBytes(code), `#${sqlState}${message}`)
  return openTcp((socket) => {
    if (sqlState === undefined) return void socket.end(refusal)
    socket.write(GREETING)
    socket.once('data', () => {
      socket.write(OK)
      socket.on('data', () => socket.write(error))
    })
  })
}

/** Three bytes of length, the place in the conversation, the content. */
function toPacket(sequence: number, ...parts: readonly (string | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string))) // either is a source of bytes
  return Buffer.concat([Buffer.from([...toBytes(content.length), 0, sequence]), content])
}

function toBytes(number: number): readonly number[] {
  return [number & 0xff, number >> 8]
}

/** https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html */
const GREETING = toPacket(
  0,
  [10],
  '8.4.0\0',
  [1, 0, 0, 0],
  'scramble\0',
  // Capabilities (without TLS and compression), the character set, the status, the rest of the capabilities.
  [0x09, 0xa2, 0x21, 2, 0, 0x08, 0],
  [21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  'scramble two\0',
  'mysql_native_password\0',
)

const OK = toPacket(2, [0, 0, 0, 2, 0, 0, 0])
