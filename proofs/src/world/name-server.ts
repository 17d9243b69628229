import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A name server on loopback that knows no name. */
export interface NameServer {
  /** `127.0.0.1:5353` */
  readonly address: string
  readonly close: () => void
}

/** How a name server says what is wrong: RFC 1035, section 4.1.1. */
const RESPONSE_CODES: Readonly<Record<string, number>> = { empty: 0, failing: 2, unknown: 3, refused: 5 }

/** Answers each question with the fault that its first label names, and others not at all. */
export async function openNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  socket.on('message', (question, sender) => {
    const code = RESPONSE_CODES[readFirstLabel(question)]
    if (code !== undefined) socket.send(toAnswer(question, code), sender.port, sender.address)
  })
  return { address: `127.0.0.1:${socket.address().port}`, close: () => void socket.close() }
}

const HEADER = 12

function readFirstLabel(question: Buffer): string {
  const start = HEADER + 1
  return question.toString('latin1', start, start + question.readUInt8(HEADER))
}

/** The question itself, marked as an answer. */
function toAnswer(question: Buffer, code: number): Buffer {
  const answer = Buffer.from(question)
  answer.writeUInt8(answer.readUInt8(2) | 0x80, 2)
  answer.writeUInt8((answer.readUInt8(3) & 0xf0) | code, 3)
  return answer
}
