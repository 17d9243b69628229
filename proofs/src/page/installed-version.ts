import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A package as it is installed for the proofs. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
}

/**
 * @param specifier a name in this package's manifest, such as `got-15`
 * @returns undefined for what is no package, as Node itself
 */
export function readInstalled(specifier: string): InstalledPackage | undefined {
  const manifest = fileURLToPath(new URL(`../../node_modules/${specifier}/package.json`, import.meta.url))
  if (!existsSync(manifest)) return undefined
  return JSON.parse(readFileSync(manifest, 'utf8')) as InstalledPackage // every manifest of a package has both
}
