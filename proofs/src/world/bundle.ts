import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * Loads a library as an application ships it that bundles everything: one minified file, with mangled class names and
 * without `node_modules` in its path.
 * @param entry the source of a module that exports what is needed of the library
 * @param keepNames for a library that does not work with mangled names
 */
export async function importBundled(entry: string, keepNames = false): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-bundle-'))
  const outfile = join(folder, 'app.mjs')
  await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    outfile,
    bundle: true,
    minify: true,
    keepNames,
    platform: 'node',
    format: 'esm',
    external: ['pg-native', 'undici', ...DRIVERS_OF_KNEX],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  })
  const bundled: Record<string, unknown> = await import(pathToFileURL(outfile).href)
  await rm(folder, { recursive: true })
  return bundled
}

/** It asks for the one that is wanted when it is wanted; none of these is installed. */
const DRIVERS_OF_KNEX = ['better-sqlite3', 'mariadb/callback', 'mysql', 'oracledb', 'sqlite3', 'tedious']
