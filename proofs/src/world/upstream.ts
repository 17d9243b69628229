import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Endpoint, findClosedPort, openHttp } from './loopback.ts'

/** What a service answers, as its documentation shows it. */
export interface DocumentedAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object | string
}

type Answers = Readonly<Record<string, DocumentedAnswer>>

/**
 * A server that somebody's application depends on, and which fails in the way that the path asks for.
 * @param answers given at `/answer/<name>`
 */
export async function openUpstream(answers: Answers = {}): Promise<Endpoint> {
  return openHttp(createUpstream(answers))
}

/** The same for a server that reads its paths in another way. */
export function createUpstream(answers: Answers): RequestListener {
  return (request, response) => {
    const [, way, name = ''] = readPath(request)
    const documented = way === 'answer' ? answers[name] : undefined
    if (documented) answer(response, documented)
    else fail(request, response)
  }
}

/** An address at which nothing listens. */
export async function findRefusingUrl(): Promise<string> {
  return `http://127.0.0.1:${await findClosedPort()}`
}

/** A label longer than the 63 octets that a name may have, so that no name server needs to be asked. */
export const UNKNOWN_HOST = `http://${'x'.repeat(64)}.invalid`

const fail: RequestListener = (request, response) => {
  const [, way = '', status] = readPath(request)
  if (way === 'status') answer(response, { status: Number(status), body: { error: `it is a ${status}` } })
  else if (way === 'quota') answer(response, { status: 429, body: OUT_OF_QUOTA })
  else if (way === 'quota-by-type') answer(response, { status: 429, body: OUT_OF_QUOTA_BY_TYPE })
  else if (way === 'reset') request.socket.resetAndDestroy()
  else if (way === 'close') request.socket.destroy()
  else if (way === 'cut') cut(response)
  else if (way === 'rubbish') answer(response, { status: 200, body: '<html>' })
  else if (way === 'garbage') request.socket.end('this is no HTTP\r\n\r\n')
  else if (way === 'zipped') response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not zipped')
  else if (way === 'loop') response.writeHead(302, { location: request.url }).end()
  else if (way === 'large') answer(response, { status: 200, body: { text: 'x'.repeat(2_000) } })
  else if (way === 'ok') answer(response, { status: 200, body: {} })
  else if (way !== 'hang') throw new Error(`no such way to fail: ${way}`)
}

function readPath({ url = '' }: IncomingMessage): readonly string[] {
  return url.split(/[/?]/)
}

function answer(response: ServerResponse, { status, headers, body = '' }: DocumentedAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
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

/** As it answers as well: https://github.com/ayaka14732/ChatGPTAPIFree/issues/16 */
const OUT_OF_QUOTA_BY_TYPE = { error: { ...OUT_OF_QUOTA.error, code: null } }
