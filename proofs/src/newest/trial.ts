import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FIELDS } from '../load-proofs.ts'
import { type Move, writePin } from './pins.ts'

/** A copy of the repository, in which other versions can be installed without touching this one. */
export interface Trial {
  /** @returns what the package manager said, where it failed */
  readonly install: (moves: readonly Move[]) => Promise<string | undefined>
  /** Runs the proofs of all libraries. */
  readonly prove: () => Promise<readonly Failure[]>
  readonly close: () => void
}

/** A proof that no longer holds. */
export interface Failure {
  /** `sql/pg` */
  readonly proof: string
  /** The version of the library and the case. */
  readonly name: string
  readonly message: string
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export function openTrial(): Trial {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-newest-'))
  for (const file of listFiles()) cpSync(join(ROOT, file), join(folder, file))
  const proofs = join(folder, 'proofs')
  const report = join(folder, 'report.json')
  return {
    async install(moves) {
      writeManifest(join(ROOT, 'proofs/package.json'), join(proofs, 'package.json'), moves)
      const { code, output } = await run('pnpm', ['install', '--no-frozen-lockfile'], folder)
      return code === 0 ? undefined : output
    },
    async prove() {
      const built = await run('turbo', ['run', 'build', '--filter=@sentry-presets/proofs^...'], folder)
      if (built.code !== 0) throw new Error(`The packages could not be built:\n${built.output}`)
      const folders = Object.keys(FIELDS).map((field) => `src/${field}/`)
      const args = ['run', ...folders, '--reporter=json', `--outputFile=${report}`]
      const { output } = await run('vitest', args, proofs)
      if (!existsSync(report)) throw new Error(`The proofs could not be run:\n${output}`)
      return readFailures(report, proofs)
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function listFiles(): readonly string[] {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return files.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)))
}

function writeManifest(from: string, to: string, moves: readonly Move[]): void {
  const manifest = JSON.parse(readFileSync(from, 'utf8')) as { devDependencies: Record<string, string> }
  for (const move of moves) manifest.devDependencies[move.alias] = writePin(move, move.newest)
  writeFileSync(to, JSON.stringify(manifest, null, 2))
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

function readFailures(report: string, proofs: string): readonly Failure[] {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults.flatMap(({ name: file, message, assertionResults: tests }) => {
    const proof = relative(join(proofs, 'src'), file)
      .replace(/\.test\.ts$/, '')
      .replaceAll('\\', '/')
    if (tests.length === 0) return [{ proof, name: 'could not be loaded', message }]
    return tests
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        proof,
        name: fullName,
        message: failureMessages.join('\n'),
      }))
  })
}

interface Outcome {
  readonly code: number | null
  readonly output: string
}

/** Commands of the workspace are on the PATH, since this itself is run by one. */
function run(command: string, args: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
