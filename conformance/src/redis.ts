import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'

export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0

/** Set for a title: what a test that was skipped had needed. */
export const NO_REDIS = HAS_REDIS ? '' : ' (skipped: no redis-server on the PATH)'

/** A Redis of its own that keeps nothing. */
export interface Redis extends AsyncDisposable {
  readonly port: number
  readonly url: string
}

export async function startRedis(): Promise<Redis> {
  const port = await findPort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', tmpdir(), '--save', '']
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    },
  }
}

/** A port that was free a moment ago. */
export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a server that listens on a port has an address of this kind
  await new Promise((resolve) => server.close(resolve))
  return port
}
