import type { RequestListener, ServerResponse } from 'node:http'
import { type Endpoint, findClosedPort, openHttp } from './loopback.ts'

/** A server on which somebody else's service depends, and which fails in the way that the path asks for. */
export async function openUpstream(): Promise<Endpoint> {
  return openHttp(fail)
}

/** An address at which nothing listens. */
export async function findRefusingUrl(): Promise<string> {
  return `http://127.0.0.1:${await findClosedPort()}/`
}

/** A label longer than the 63 octets that a name may have, so that no name server needs to be asked. */
export const UNKNOWN_HOST = `http://${'x'.repeat(64)}.invalid/`

const fail: RequestListener = (request, response) => {
  const [, way = '', status] = request.url?.split('/') ?? []
  if (way === 'status') answer(response, Number(status), { error: { message: `it is a ${status}` } })
  else if (way === 'quota') answer(response, 429, OUT_OF_QUOTA)
  else if (way === 'reset') request.socket.resetAndDestroy()
  else if (way === 'close') request.socket.destroy()
  else if (way === 'cut') cut(response)
  else if (way === 'rubbish') response.setHeader('content-type', 'application/json').end('<html>')
  else if (way === 'garbage') request.socket.end('this is no HTTP\r\n\r\n')
  else if (way === 'zipped') response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not zipped')
  else if (way === 'loop') response.writeHead(302, { location: request.url }).end()
  else if (way === 'large') answer(response, 200, { text: 'x'.repeat(2_000) })
  else if (way === 'ok') answer(response, 200, {})
  else if (way !== 'hang') throw new Error(`no such way to fail: ${way}`)
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"half":', () => setTimeout(() => response.destroy(), 20))
}

/** As OpenAI answers where the credit is used up: https://platform.openai.com/docs/guides/error-codes */
const OUT_OF_QUOTA = {
  error: {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  },
}
