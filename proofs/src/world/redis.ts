import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { findClosedPort, type Endpoint, openTcp } from './loopback.ts'

/** A Redis server of its own that keeps nothing. */
export interface Redis {
  readonly port: number
  readonly close: () => Promise<void>
}

/** @param settings what `redis.conf` would say, as `--name value` */
export async function openRedis(settings: readonly string[] = []): Promise<Redis> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-redis-'))
  const port = await findClosedPort()
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!(await isReady(server.stdout))) {
    // Somebody else was faster at the port that was free a moment ago.
    await rm(folder, { recursive: true, force: true })
    return openRedis(settings)
  }
  return {
    port,
    async close() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL')
        await once(server, 'exit')
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function isReady(output: Readable): Promise<boolean> {
  for await (const line of output) if (String(line).includes('Ready to accept connections')) return true
  return false
}

/**
 * Enough of a server for a client to be connected to it, without the newer protocol.
 * @param answer the reply to a command, given as its text on the wire; undefined for none
 */
export async function openRespStub(answer: (command: string) => string | undefined): Promise<Endpoint> {
  return openTcp((socket) => {
    socket.on('data', (data) => {
      for (const command of data
        .toString()
        .split(/^\*\d+\r$/m)
        .slice(1)) {
        socket.write(/hello/i.test(command) ? "-ERR unknown command 'HELLO'\r\n" : (answer(command) ?? ''))
      }
    })
  })
}
