import type { RequestListener, ServerResponse } from 'node:http'
import { findClosedPort, openHttp } from './loopback.ts'
import { rejectionOf } from '../proof/proof.ts'

/** Lets a client meet a provider of its own, which is closed as soon as the client has failed. */
export async function meet(
  provider: RequestListener,
  work: (url: string) => Promise<unknown>,
): Promise<unknown> {
  const endpoint = await openHttp(provider)
  try {
    return await rejectionOf(work(endpoint.url))
  } finally {
    await endpoint.close()
  }
}

/** What a client says of a port where nothing listens. */
export async function meetNobody(work: (url: string) => Promise<unknown>): Promise<unknown> {
  return rejectionOf(work(`http://127.0.0.1:${await findClosedPort()}`))
}

/** Answers each request alike; a text is sent as a page, as proxies do. */
export function answering(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html' : 'application/json'
  return (_, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(isText ? body : JSON.stringify(body))
  }
}

/** Accepts a request and never answers. */
export const hanging: RequestListener = () => {}

export const resetting: RequestListener = ({ socket }) => {
  socket.resetAndDestroy()
}

/** Says JSON and sends none. */
export const answeringRubbish: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
}

/** Sends these events, written out, and ends the stream as it should. */
export function streaming(...events: readonly string[]): RequestListener {
  return (_, response) => {
    startStream(response, events).end()
  }
}

/** Sends these events and cuts the connection before the stream has ended. */
export function streamingHalf(...events: readonly string[]): RequestListener {
  return (_, response) => {
    startStream(response, events)
    setTimeout(() => response.socket?.destroy(), 20)
  }
}

/** One server-sent event. */
export function sse(data: unknown, name?: string): string {
  const event = name === undefined ? '' : `event: ${name}\n`
  return `${event}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
}

function startStream(response: ServerResponse, events: readonly string[]): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) response.write(event)
  return response
}
