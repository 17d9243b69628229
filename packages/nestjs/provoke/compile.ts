import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Compiles the applications, which are written with decorators, for Node to run as CommonJS. */
export function setup(): void {
  const project = fileURLToPath(new URL('../tsconfig.provoke.json', import.meta.url))
  execFileSync('tsc', ['-p', project], { stdio: 'inherit' })
}
