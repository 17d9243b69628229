import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'
import { median, summarize } from './statistics.ts'

const PROCESSES = 31
const LIMIT = 10
const WAYS = { import: './import-esm.mjs', require: './import-cjs.cjs' }

/** Each sample is a process of its own, in which nothing was loaded before. */
export async function measureImport(progress: Progress): Promise<Section> {
  const samples = Object.values(WAYS).map((): number[] => [])
  for (let round = 0; round < PROCESSES; round++) {
    progress(`process ${round + 1} of ${PROCESSES}`)
    for (const [index, file] of Object.values(WAYS).entries()) samples[index]?.push(timeImport(file))
  }
  return {
    title: 'Import of the Node preset in a fresh process',
    columns: ['median'],
    rows: Object.keys(WAYS).map((name, index) => ({
      name,
      ours: { ...summarize(samples[index] ?? []), unit: 'ms' },
      target: { text: `under ${LIMIT} ms`, isMet: median(samples[index] ?? []) < LIMIT },
    })),
  }
}

function timeImport(file: string): number {
  return Number(
    execFileSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], { encoding: 'utf8' }),
  )
}
