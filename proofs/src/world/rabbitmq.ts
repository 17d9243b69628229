import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findClosedPort } from './loopback.ts'

/** A real RabbitMQ of its own, without plugins, whose user is `guest`. */
export interface RabbitMQ {
  readonly port: number
  readonly close: () => Promise<void>
}

export async function openRabbitMQ(): Promise<RabbitMQ> {
  const folder = await createFolder()
  const [port, dist, epmd] = [await findClosedPort(), await findClosedPort(), await findClosedPort()]
  const env = {
    ...process.env,
    HOME: folder,
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `proof-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(dist),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
  }
  // Started here, so that the server finds it and does not leave one of its own behind.
  const names = await startNames(epmd, env)
  const server = spawn('rabbitmq-server', { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  await waitForStart(server)
  return {
    port,
    async close() {
      await stopServer(server, join(folder, 'pid'))
      await stop(names)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Run by root, Debian's server is another user, who must be able to write to the folder. */
async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-rabbitmq-'))
  await chmod(folder, 0o777)
  for (const name of ['data', 'log']) {
    await mkdir(join(folder, name))
    await chmod(join(folder, name), 0o777)
  }
  await writeFile(join(folder, 'plugins'), '[].', { mode: 0o666 })
  return folder
}

/** Erlang's register of nodes. */
async function startNames(port: number, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const names = spawn('epmd', { env, stdio: 'ignore' })
  while (!(await listensAt(port))) await sleep(10)
  return names
}

async function listensAt(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function waitForStart({ stdout }: ChildProcess): Promise<void> {
  let output = ''
  for await (const chunk of stdout ?? []) {
    output += String(chunk)
    if (/completed with \d+ plugins/.test(output)) return
  }
  throw new Error(`RabbitMQ did not start:\n${output}`)
}

/** The child may be a script that runs the server as another user: what is ended is the server itself. */
async function stopServer(script: ChildProcess, pidFile: string): Promise<void> {
  const exited = once(script, 'exit')
  process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL')
  await exited
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
