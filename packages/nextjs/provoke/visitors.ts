import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a call, or the promise that it returns, fails with. */
export async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** What the handler of a request fails with when its visitor leaves. */
export function failureWhenVisitorLeaves(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      void failureOf(() => handle(request, response)).then((failure) => {
        server.close()
        resolve(failure)
      })
      setTimeout(() => visitor.destroy(), 50)
    })
    const visitor = connectWhenListening()

    function connectWhenListening(): { destroy: () => void } {
      let socket: ReturnType<typeof connect> | undefined
      server.listen(0, '127.0.0.1', () => {
        // A server that listens on a port has an address of this kind.
        socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
        socket.write('POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 100\r\n\r\nthe beginning')
      })
      return { destroy: () => socket?.destroy() }
    }
  })
}

/** What reading an answer fails with when the server that gives it breaks off. */
export async function failureWhenUpstreamBreaksOff(): Promise<unknown> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('the beginning')
    setTimeout(() => response.destroy(), 20)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve) => get({ port, host: '127.0.0.1' }, resolve))
  const failure = await failureOf(() => text(answer))
  server.close()
  return failure
}
