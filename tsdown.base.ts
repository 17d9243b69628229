import type { UserConfig } from 'tsdown'

/** How every published package is built: ESM and CJS, each with its own declarations. */
export function library(entry: UserConfig['entry'] = ['src/index.ts']): UserConfig {
  return {
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    tsconfig: 'tsconfig.build.json',
    logLevel: 'error',
  }
}
