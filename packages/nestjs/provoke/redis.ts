import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { findClosedPort } from './closed-port.js'

/** Whether a real Redis can be started here. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A Redis server of its own that keeps nothing. */
export interface Redis extends AsyncDisposable {
  readonly port: number
}

export async function openRedis(): Promise<Redis> {
  const port = await findClosedPort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', tmpdir(), '--save', '']
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    },
  }
}
