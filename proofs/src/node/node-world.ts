import { once } from 'node:events'
import { connect, type TcpNetConnectOpts } from 'node:net'
import { type FrozenListener, openFrozenListener } from '../world/frozen-listener.ts'
import { type Endpoint, findClosedPort, openHttp } from '../world/loopback.ts'
import { type NameServer, openNameServer } from '../world/name-server.ts'
import { type Case, rejectionOf } from '../proof/proof.ts'

export interface NodeWorld {
  /** Answers by the path: reset, hang-up, rubbish, text, stall, truncate; any other is never answered. */
  readonly http: Endpoint
  readonly frozen: FrozenListener
  readonly names: NameServer
  readonly closedPort: number
}

/** Node itself is no module that a case is given, and comes in one form only. */
export function onNode(cases: readonly NodeCase[]): readonly Case<unknown, NodeWorld>[] {
  return cases.map(({ provoke, ...stated }) => ({
    ...stated,
    provoke: (_, world) => provoke(world),
    only: ['node'],
  }))
}

type NodeCase = Omit<Case<never, never>, 'provoke' | 'only'> & {
  readonly provoke: (world: NodeWorld) => Promise<unknown>
}

export async function openNodeWorld(): Promise<NodeWorld> {
  // glibc asks no name server at all then, and reports the same as for one that does not answer.
  process.env.RES_OPTIONS = 'attempts:0'
  const http = await openHttp(({ url, socket }, response) => {
    if (url === '/reset') socket.resetAndDestroy()
    if (url === '/hang-up') socket.destroy()
    if (url === '/rubbish') socket.end('rubbish\r\n\r\n')
    if (url === '/upgrade') socket.end('HTTP/1.1 101 Other\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
    if (url === '/text') response.end('<html>')
    if (url?.startsWith('/status/')) response.writeHead(Number(url.slice('/status/'.length))).end('{}')
    if (url === '/stall' || url === '/truncate') {
      response.writeHead(200, { 'content-length': 100 }).write('half')
      if (url === '/truncate') setTimeout(() => socket.destroy(), 20)
    }
  })
  const [frozen, names] = [await openFrozenListener(), await openNameServer()]
  return { http, frozen, names, closedPort: await findClosedPort() }
}

export async function closeNodeWorld({ http, frozen, names }: NodeWorld): Promise<void> {
  frozen.close()
  names.close()
  await http.close()
}

export function connectionError(options: TcpNetConnectOpts): Promise<unknown> {
  return rejectionOf(once(connect(options), 'connect'))
}
