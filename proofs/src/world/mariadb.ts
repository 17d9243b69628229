import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { findClosedPort } from './loopback.ts'

/** A real MariaDB of its own, small enough to run out of connections. */
export interface MariaDb {
  /** Somebody who may do as he likes in one database. */
  readonly config: MySqlAddress
  /** Somebody who may do anything anywhere. */
  readonly admin: MySqlAddress
  /** Ends it as a release of the database does, and starts it again. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface MySqlAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** The fewest it can be told to admit; it keeps one more for administrators. */
export const MOST_MYSQL_CONNECTIONS = 10

const SETTINGS = [
  '--skip-name-resolve',
  '--skip-log-bin',
  '--innodb-log-file-size=4M',
  '--innodb-flush-method=nosync',
  '--innodb-buffer-pool-size=8M',
  '--innodb-fast-shutdown=3',
  `--max-connections=${MOST_MYSQL_CONNECTIONS}`,
]

/** One statement on a line, as the server wants them before it has a client. */
const FIRST_STATEMENTS = `
create database shop;
flush privileges;
create user app@'%' identified by 'right';
grant all on shop.* to app@'%';
create user admin@'%' identified by 'right';
grant all on *.* to admin@'%' with grant option;
`

export async function openMariaDb(): Promise<MariaDb> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-mariadb-'))
  const data = join(folder, 'data')
  await mkdir(data)
  const options = ['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`, ...SETTINGS]
  const input = `create database mysql;\nuse mysql;\n${await readSystemTables()}${FIRST_STATEMENTS}`
  const { status, stderr } = spawnSync('mariadbd', [...options, '--bootstrap'], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`mariadbd could not make its tables: ${stderr}`)

  const port = await findClosedPort()
  const address = ['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 'socket')}`]
  const start = () => startServer([...options, ...address, `--pid-file=${join(folder, 'pid')}`])
  let server = await start()
  const config = { host: '127.0.0.1', port, user: 'app', password: 'right', database: 'shop' }
  return {
    config,
    admin: { ...config, user: 'admin' },
    async restart() {
      await end(server, 'SIGTERM')
      server = await start()
    },
    async close() {
      await end(server, 'SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The tables that `mariadb-install-db` makes, which stand beside the character sets. */
async function readSystemTables(): Promise<string> {
  const { stdout } = spawnSync('mariadbd', ['--no-defaults', '--verbose', '--help'], { encoding: 'utf8' })
  const [, sets = ''] = /^character-sets-dir\s+(\S+)/m.exec(stdout) ?? []
  const files = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql']
  const texts = await Promise.all(files.map((file) => readFile(join(dirname(sets), file), 'utf8')))
  return texts.join('')
}

async function startServer(options: readonly string[]): Promise<ChildProcess> {
  const server = spawn('mariadbd', options, { stdio: ['ignore', 'ignore', 'pipe'] })
  const kill = () => server.kill('SIGKILL')
  // A run that breaks off closes nothing.
  process.once('exit', kill)
  server.once('exit', () => process.off('exit', kill))
  let log = ''
  for await (const chunk of server.stderr.iterator({ destroyOnReturn: false })) {
    log += String(chunk)
    if (log.includes('ready for connections')) break
  }
  server.stderr.resume()
  if (server.exitCode !== null) throw new Error(`mariadbd did not start: ${log}`)
  return server
}

async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
}
