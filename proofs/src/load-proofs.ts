import { readdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Library } from '@sentry-presets/core'
import type { Case, Proof } from './proof/proof.ts'

/** A proof of which only is read what it states. */
export type StatedProof = Omit<Proof<unknown, unknown>, 'cases'> & { readonly cases: readonly StatedCase[] }

export type StatedCase = Omit<Case<unknown, unknown>, 'provoke'>

/** Every proof of this package, in the order of the catalogue. */
export async function loadProofs(catalog: readonly Library[]): Promise<readonly StatedProof[]> {
  const root = fileURLToPath(new URL('.', import.meta.url))
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => PROOF.test(path))
  const modules = await Promise.all(
    paths.map((path): Promise<object> => import(pathToFileURL(root + path).href)),
  )
  const proofs = modules.flatMap((module) => Object.values(module).filter(isProof))
  return proofs.toSorted((a, b) => catalog.indexOf(a.library) - catalog.indexOf(b.library))
}

const PROOF = /^(?:ai|bots|http|node|queues|resilience|services|sql|stores|web)\/[a-z0-9-]+\.ts$/

function isProof(value: unknown): value is StatedProof {
  return typeof value === 'object' && value !== null && 'library' in value && 'cases' in value
}
