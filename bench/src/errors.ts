import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:net'
import { APIError } from 'openai'
import { parse } from 'pg-protocol'

/** What the real libraries throw, made by their own code so that stack, classes and fields are theirs. */
export const ERRORS = {
  openai: () => atDepth(30, createRateLimit),
  pg: () => atDepth(30, createServerRestart),
  fetch: fetchRefused,
  app: () => atDepth(30, createTypeError),
}

export type ErrorKind = keyof typeof ERRORS

/** The SDK reads stacks of fifty frames; the errors of real applications have about thirty. */
Error.stackTraceLimit = 50

export function atDepth<T>(depth: number, make: () => T): T {
  return depth > 0 ? atDepth(depth - 1, make) : make()
}

export function createRateLimit(): Error {
  const body = {
    error: { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' },
  }
  return APIError.generate(429, body, undefined, new Headers({ 'x-request-id': 'req_1' }))
}

function createTypeError(): Error {
  try {
    const user = { profile: undefined as { name: string } | undefined }
    // The bug every application has once.
    return new Error((user.profile as { name: string }).name)
  } catch (error) {
    return error as Error
  }
}

/** The server's message "57P01" as it comes over the wire. */
function createServerRestart(): Error {
  const fields = [
    'SFATAL',
    'VFATAL',
    'C57P01',
    'Mterminating connection due to administrator command',
    'RProcessInterrupts',
  ]
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(body.length + 4, 1)
  const stream = new EventEmitter()
  let found: unknown
  void parse(stream as unknown as NodeJS.ReadableStream, (message) => (found = message))
  stream.emit('data', Buffer.concat([head, body]))
  return found as Error
}

async function fetchRefused(): Promise<Error> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  server.close()
  await once(server, 'close')
  return fetch(`http://127.0.0.1:${port}`).then(
    () => {
      throw new Error('Somebody answered at a port that was closed.')
    },
    (error: Error) => error,
  )
}
