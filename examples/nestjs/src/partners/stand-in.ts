import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A bank and a mail service on loopback that fail when they are asked to, as the test cards of real banks do. */
export interface StandIn {
  readonly url: string
  close(): void
}

type Behaviour = 'answer' | 'decline' | 'reset once' | 'reset'

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  declined: 'decline',
  flaky: 'reset once',
  offline: 'reset',
  'flaky@example.com': 'reset once',
  'offline@example.com': 'reset',
}

export async function startStandIn(): Promise<StandIn> {
  const failed = new Set<string>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The body is what the shop's own client has written.
    const body = (await json(request)) as { card?: string; to?: string }
    const behaviour = BEHAVIOURS[body.card ?? body.to ?? ''] ?? 'answer'
    const key = JSON.stringify(body)
    const isReset = behaviour === 'reset' || (behaviour === 'reset once' && !failed.delete(key))
    if (isReset) failed.add(key)
    if (isReset) request.socket.resetAndDestroy()
    else response.writeHead(behaviour === 'decline' ? 402 : 200).end()
  }

  const server = createServer((request, response) => void answer(request, response))
  await listen(server)
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}
