import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0

/** Set for a title: what a test that was skipped had needed. */
export const NO_REDIS = HAS_REDIS ? '' : ' (skipped: no redis-server on the PATH)'

/** A Redis of its own that keeps nothing. */
export interface Redis extends AsyncDisposable {
  readonly url: string
}

export async function startRedis(): Promise<Redis> {
  const port = await findPort()
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
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
