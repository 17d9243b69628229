import { readdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Library } from '@sentry-presets/core'
import type { Case, Proof } from './proof/proof.ts'

/** The rooms of the catalogue, by their folder, and what a reader calls them. */
export const FIELDS = {
  node: 'Node itself',
  ai: 'AI providers',
  http: 'HTTP clients',
  sql: 'SQL drivers and ORMs',
  stores: 'Document, key-value and vector stores',
  queues: 'Queues and brokers',
  bots: 'Bots',
  services: 'Clouds, payment, mail',
  web: 'Web servers',
  resilience: 'Retries, circuit breakers, validation',
} as const

export type Field = keyof typeof FIELDS

/** A proof of which only is read what it states. */
export interface StatedProof extends Omit<Proof<unknown, unknown>, 'cases'> {
  readonly cases: readonly StatedCase[]
  readonly field: Field
}

export type StatedCase = Omit<Case<unknown, unknown>, 'provoke'>

/** Every proof of this package, in the order of the catalogue. */
export async function loadProofs(catalog: readonly Library[]): Promise<readonly StatedProof[]> {
  const fields = Object.keys(FIELDS) as Field[] // the type knows no other keys
  const proofs = await Promise.all(fields.map(loadField))
  return proofs.flat().toSorted((a, b) => catalog.indexOf(a.library) - catalog.indexOf(b.library))
}

async function loadField(field: Field): Promise<readonly StatedProof[]> {
  const folder = new URL(`./${field}/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const modules = await Promise.all(
    files.map((file): Promise<object> => import(pathToFileURL(fileURLToPath(new URL(file, folder))).href)),
  )
  return modules
    .flatMap((module) => Object.values(module).filter(isProof))
    .map((proof) => ({ ...proof, field }))
}

function isProof(value: unknown): value is Omit<StatedProof, 'field'> {
  return typeof value === 'object' && value !== null && 'library' in value && 'cases' in value
}
