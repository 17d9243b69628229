import type { Socket } from 'node:net'
import type * as Nodemailer from 'nodemailer'
import type { SMTPServerOptions } from 'smtp-server'
import { rejectionOf } from '../proof/proof.ts'
import { openTcp } from '../world/loopback.ts'
import { openSmtp, refusal } from '../world/smtp.ts'

export type Module = Pick<typeof Nodemailer, 'createTransport'>

export interface Settings {
  readonly to?: readonly string[]
  readonly host?: string
  readonly secure?: boolean
  readonly requireTLS?: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
  readonly greetingTimeout?: number
  readonly socketTimeout?: number
}

export const LOGIN = { auth: { user: 'app', pass: 'wrong' } }

/** What sending is rejected with, by a real server that is told so. */
export function toServer(options: SMTPServerOptions, settings: Settings = {}) {
  return async (module: Module): Promise<unknown> => {
    const server = await openSmtp(options)
    const error = await rejectionAt(module, server.port, settings)
    await server.close()
    return error
  }
}

/** What sending is rejected with, by a socket that does as told. */
export function toSocket(greet: (socket: Socket) => void, settings: Settings = {}) {
  return async (module: Module): Promise<unknown> => {
    const endpoint = await openTcp(greet)
    const error = await rejectionAt(module, endpoint.port, settings)
    await endpoint.close()
    return error
  }
}

export async function rejectionAt(
  { createTransport }: Module,
  port: number,
  { to = ['ada@shop.test'], ...settings }: Settings = {},
): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port, ...settings })
  return rejectionOf(transport.sendMail({ from: 'shop@shop.test', to: [...to], text: 'Hello' }))
}

/** Two mails over a pool of one connection, which is closed before the server has said anything. */
export async function closePool({ createTransport }: Module): Promise<unknown> {
  const mute = await openTcp(() => {})
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: '127.0.0.1',
    port: mute.port,
    greetingTimeout: 20,
  })
  const mails = [1, 2].map(() => transport.sendMail({ from: 'shop@shop.test', to: 'ada@shop.test' }))
  transport.close()
  const [, second] = await Promise.allSettled(mails)
  await mute.close()
  return second?.status === 'rejected' ? second.reason : undefined
}

/** A server that says these things of every recipient in turn. */
export function refusingRecipients(...replies: readonly [string, ...string[]]): SMTPServerOptions {
  const rest = [...replies]
  return { onRcptTo: (_, __, done) => done(refusal(rest.shift() ?? replies[0])) }
}

export function refusingSender(reply: string): SMTPServerOptions {
  return { onMailFrom: (_, __, done) => done(refusal(reply)) }
}

export function refusingMessage(reply: string): SMTPServerOptions {
  return { onData: (stream, _, done) => stream.resume().once('end', () => done(refusal(reply))) }
}

export function refusingLogin(reply: string): SMTPServerOptions {
  return { onAuth: (_, __, done) => done(refusal(reply)) }
}

export function refusingConnection(reply: string): SMTPServerOptions {
  return { onConnect: (_, done) => done(refusal(reply)) }
}
