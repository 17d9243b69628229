import type { Socket } from 'node:net'

const REPLIES: Readonly<Record<string, string>> = {
  info: toBulk('redis_version:7.0.0\r\nloading:0\r\n'),
  get: '$-1\r\n',
  lrange: '*0\r\n',
  set: '+OK\r\n',
  client: '+OK\r\n',
  quit: '+OK\r\n',
}
const ONE = ':1\r\n'
const LENGTH = /^[*$](\d+)\r\n/

/** Says what an empty Redis would, to the commands the companion sends. It keeps nothing. */
export function answerAsRedis(socket: Socket): void {
  let pending = Buffer.alloc(0)

  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    for (let command = readCommand(pending); command; command = readCommand(pending)) {
      pending = pending.subarray(command.end)
      socket.write(REPLIES[command.name] ?? ONE)
    }
  })
}

interface Command {
  readonly name: string
  /** Where the next one begins. */
  readonly end: number
}

/** A command is an array of bulk strings; undefined while it has not arrived as a whole. */
function readCommand(bytes: Buffer): Command | undefined {
  const array = readLength(bytes, 0)
  if (!array) return undefined
  let { end } = array
  let name = ''
  for (let index = 0; index < array.length; index += 1) {
    const bulk = readLength(bytes, end)
    if (!bulk || bytes.length < bulk.end + bulk.length + 2) return undefined
    if (index === 0) name = bytes.toString('latin1', bulk.end, bulk.end + bulk.length).toLowerCase()
    end = bulk.end + bulk.length + 2
  }
  return { name, end }
}

function readLength(
  bytes: Buffer,
  from: number,
): { readonly length: number; readonly end: number } | undefined {
  const match = LENGTH.exec(bytes.toString('latin1', from, from + 16))
  return match ? { length: Number(match[1]), end: from + match[0].length } : undefined
}

function toBulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`
}
