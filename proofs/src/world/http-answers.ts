import type { RequestListener } from 'node:http'
import { rejectionOf } from '../proof/proof.ts'
import { openHttp } from './loopback.ts'

/** Always the same answer. */
export function answers(
  status: number,
  body: string | object,
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html' : 'application/json'
  return (_, response) => {
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(isText ? body : JSON.stringify(body))
  }
}

/** Takes the request and never answers. */
export const hangs: RequestListener = () => {}

/** Cuts the connection instead of an answer. */
export const resets: RequestListener = ({ socket }) => {
  socket.resetAndDestroy()
}

/** What work that should fail is rejected with on a server that answers in one way. */
export async function rejectionFrom(
  listener: RequestListener,
  work: (url: string, port: number) => Promise<unknown>,
): Promise<unknown> {
  const endpoint = await openHttp(listener)
  try {
    return await rejectionOf(work(endpoint.url, endpoint.port))
  } finally {
    await endpoint.close()
  }
}
