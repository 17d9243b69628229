import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface AppVariant {
  /** The folder it is built in, under `e2e/.apps`. */
  readonly name: string
  /** Whose `node_modules` it is built with. */
  readonly dependencies: string
  readonly bundler?: 'turbopack' | 'webpack'
  /** Files that replace the example's, by path. */
  readonly files?: Readonly<Record<string, string>>
}

const ROOT = join(import.meta.dirname, '../../..')
const EXAMPLE = join(ROOT, 'examples/nextjs')

/** The example itself, which the workspace has built. */
export function findBuiltExample(): string {
  if (existsSync(join(EXAMPLE, '.next/BUILD_ID'))) return EXAMPLE
  throw new Error('The example is not built: turbo run build --filter @sentry-presets/example-nextjs')
}

/** Builds a copy of the example for production, and answers with its folder. */
export async function buildApp({ name, dependencies, bundler, files = {} }: AppVariant): Promise<string> {
  const folder = join(ROOT, 'e2e/.apps', name)
  await rm(folder, { recursive: true, force: true })
  await cp(EXAMPLE, folder, {
    recursive: true,
    filter: (source) => !/[\\/](?:node_modules|\.next|next-env\.d\.ts|tsconfig\.tsbuildinfo)$/.test(source),
  })
  await symlink(join(ROOT, dependencies, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) await write(join(folder, path), text)
  await next(folder, ['build', ...(bundler ? [`--${bundler}`] : [])])
  return folder
}

/** The program of the Next that this app depends on. */
export function nextProgram(folder: string): string {
  return join(folder, 'node_modules/next/dist/bin/next')
}

async function next(folder: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  await promisify(execFile)(process.execPath, [nextProgram(folder), ...args], { cwd: folder, env })
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
