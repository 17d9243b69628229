import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail server on a free port that takes mail from anybody and throws it away, unless told otherwise. */
export interface MailServer {
  readonly port: number
  readonly close: () => Promise<void>
}

export async function openSmtp(options: SMTPServerOptions): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onData: (stream, _, done) => stream.resume().once('end', done),
    ...options,
  })
  server.on('error', () => {}) // What clients do to it.
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo // a TCP server has no other kind of address
  return { port, close: () => new Promise((resolve) => server.close(resolve)) }
}

/** What a server says instead of taking something: `550 5.1.1 no such user`. */
export function refusal(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })
}
