import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findClosedPort } from './loopback.ts'

/** A real NATS server of its own. */
export interface Nats {
  readonly port: number
  readonly close: () => Promise<void>
}

/** @param config what its configuration file says besides the address */
export async function openNats(config = ''): Promise<Nats> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-nats-'))
  const port = await findClosedPort()
  const file = join(folder, 'nats.conf')
  await writeFile(file, `listen: "127.0.0.1:${port}"\n${config}\n`)
  const server = spawn('nats-server', ['--config', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    // Goes on reading: the server dies of a log line that nobody takes.
    server.stderr.on('data', (line) => String(line).includes('Server is ready') && resolve())
    server.once('exit', () => reject(new Error('nats-server did not start')))
  })
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
