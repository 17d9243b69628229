import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defineConfig } from 'tsdown'
import { library } from '../../tsdown.base.ts'

/** `openai`, for an import of that library alone. */
const LIBRARIES = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && basename(path) !== 'index.ts')
    .map((path) => [basename(path, '.ts'), join('src', path)]),
)

// The whole catalogue is one file, since presets load all of it: sixty small ones would take longer to start.
export default defineConfig([library(), { ...library(LIBRARIES), clean: false }])
