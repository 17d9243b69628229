import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'tsdown'
import { library } from '../../tsdown.base.ts'

/** `openai`, for an import of that library alone: every file that the index of a field names. */
const LIBRARIES = Object.fromEntries(
  readdirSync('src', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: field }) => {
      const index = readFileSync(`src/${field}/index.ts`, 'utf8')
      return [...index.matchAll(/ from '\.\/([a-z0-9-]+)\.js'/g)].map(([, name]) => [
        name,
        `src/${field}/${name}.ts`,
      ])
    }),
)

// The whole catalogue is one file, since presets load all of it: sixty small ones would take longer to start.
export default defineConfig([
  library(),
  {
    ...library(LIBRARIES),
    outDir: 'dist/libraries',
    // Every other file in this folder is an entry point.
    outputOptions: (options, format) => ({
      ...options,
      chunkFileNames: `shared/[name]-[hash].${format === 'cjs' ? 'cjs' : 'mjs'}`,
    }),
  },
])
