import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec, ROOT } from '../exec.mjs'
import { publicPackages } from './tarballs.mjs'

/** The examples that start with nothing beside them, and a page of each that answers. */
const EXAMPLES = [
  { name: 'nestjs', path: '/orders/1' },
  { name: 'nextjs', path: '/' },
  { name: 'browser', path: '/' },
]

const ANSWERS_WITHIN = 180_000

/** Copies each example out of the repository, installs it with npm from the tarballs, and starts it as its README says. */
export async function checkCopiedExamples() {
  const failures = []
  for (const example of EXAMPLES) {
    const folder = mkdtempSync(join(tmpdir(), 'sentry-presets-example-'))
    try {
      await checkCopy(example, folder)
    } catch (error) {
      failures.push(`examples/${example.name}, copied out: ${error.message}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return {
    passed: EXAMPLES.length - failures.length,
    failed: failures.length,
    output: failures.join('\n'),
  }
}

async function checkCopy({ name, path }, folder) {
  await copyOut(`examples/${name}`, folder)
  useTarballs(join(folder, 'package.json'))
  const install = await exec('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, capture: true })
  if (install.code !== 0) throw new Error(install.output)
  await startAndAsk(folder, path)
}

/** What is committed or will be: neither what was built nor what was installed. */
async function copyOut(source, target) {
  const { output } = await exec('git', ['ls-files', '-co', '--exclude-standard', '--', source], {
    capture: true,
  })
  for (const file of output.split('\n').filter(Boolean)) {
    const destination = join(target, file.slice(source.length + 1))
    cpSync(join(ROOT, file), destination, { recursive: true })
  }
}

/** Until the packages are published, a copy takes them, and what they need of each other, from here. */
function useTarballs(file) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const packages = new Map(publicPackages().map((entry) => [entry.manifest.name, entry]))
  const needed = new Set(Object.keys(manifest.dependencies).filter((name) => packages.has(name)))
  // A set is walked to its end, so what is added on the way is walked as well.
  for (const name of needed) {
    const { manifest: own, tarball } = packages.get(name)
    manifest.dependencies[name] = `file:${tarball}`
    for (const other of Object.keys(own.dependencies ?? {})) if (packages.has(other)) needed.add(other)
  }
  writeFileSync(file, JSON.stringify(manifest, null, 2))
}

async function startAndAsk(folder, path) {
  const port = await findFreePort()
  const app = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm starts a shell that starts the app; all of them have to end.
    detached: true,
  })
  let output = ''
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (text) => (output += text))
  const ended = new Promise((resolve) => app.once('exit', resolve))
  try {
    const status = await Promise.race([ask(`http://127.0.0.1:${port}${path}`), ended.then(() => 'it ended')])
    if (status !== 200) throw new Error(`${path} answered ${status}\n${output}`)
  } finally {
    if (app.exitCode === null && app.pid !== undefined) process.kill(-app.pid, 'SIGKILL')
    await ended
  }
}

/** Asks until somebody answers. */
async function ask(url) {
  for (const end = Date.now() + ANSWERS_WITHIN; Date.now() < end; ) {
    try {
      return (await fetch(url)).status
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  return 'nothing in time'
}

function findFreePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
