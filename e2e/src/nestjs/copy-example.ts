import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Builds the Nest example in the workspace this is run in, with the versions installed there: the example lies in
 * `dist` as if copied out of the repository, and so does our package that imports Nest and the SDK itself.
 */
const TARGET = 'dist'
const EXAMPLE = toPath('../../../examples/nestjs/')
const PACKAGE = toPath('../../../packages/nestjs/')

rmSync(TARGET, { recursive: true, force: true })
for (const part of ['package.json', 'tsconfig.json', 'src']) {
  cpSync(`${EXAMPLE}${part}`, `${TARGET}/${part}`, { recursive: true })
}
for (const part of ['package.json', 'dist']) {
  cpSync(`${PACKAGE}${part}`, `${TARGET}/node_modules/@sentry-presets/nestjs/${part}`, { recursive: true })
}
const { status } = spawnSync('tsc', ['-p', TARGET, '--noEmit', 'false'], { stdio: 'inherit' })
process.exitCode = status ?? 1

function toPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
