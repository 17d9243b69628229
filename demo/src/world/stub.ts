import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Fault, Faults, Service } from './faults.ts'

export interface Request {
  readonly path: string
  readonly text: string
}

export interface Stub {
  readonly url: string
  close(): Promise<void>
}

interface StubOptions {
  readonly faults: Faults
  /** Which service a request is for; undefined: never faulty. */
  readonly service: (request: Request) => Service | undefined
  readonly answer: (request: Request) => unknown
}

/** One service of the outside world: JSON in, JSON out, and faults on a schedule. */
export async function createStub({ faults, service, answer }: StubOptions): Promise<Stub> {
  const server = createServer((incoming, response) => {
    void respond(incoming, response).catch(() => incoming.socket.destroy())
  })

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await buffer(incoming)).toString()
    const request = { path: incoming.url ?? '/', text }
    const name = service(request)
    const fault = name && faults.next(name, `${request.path} ${text}`)
    if (fault) await suffer(fault, incoming, response)
    if (fault && fault.kind !== 'slow') return
    send(response, 200, await answer(request))
  }

  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function suffer(fault: Fault, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      return send(response, fault.status, fault.body)
    case 'reset':
      incoming.socket.resetAndDestroy()
      return
    case 'drop':
      incoming.socket.destroy()
      return
    case 'slow':
      return new Promise((resolve) => setTimeout(resolve, fault.ms))
    case 'hang':
      return
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
