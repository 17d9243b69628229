import type { Progress } from './progress.ts'
import type { Section } from './report.ts'

/** Runs in a process of its own, so that none is slower or faster for what another did before it. */
export type Measurement = (progress: Progress) => Promise<Section>

/** What a measuring process tells the one that started it. */
export type Message = { readonly progress: string } | { readonly section: Section }

/** The measurements by name, in the order in which they are printed. */
export const MEASUREMENTS = {
  classification: async () => (await import('./measure-classification.ts')).measureClassification,
  'sdk-filter': async () => (await import('./measure-sdk-filter.ts')).measureSdkFilter,
  dropped: async () => (await import('./measure-dropped.ts')).measureDropped,
  sent: async () => (await import('./measure-sent.ts')).measureSent,
  burst: async () => (await import('./measure-burst.ts')).measureBurst,
  heap: async () => (await import('./measure-heap.ts')).measureHeap,
  import: async () => (await import('./measure-import.ts')).measureImport,
  bundle: async () => (await import('./measure-bundle.ts')).measureBundle,
} satisfies Record<string, () => Promise<Measurement>>

export type MeasurementName = keyof typeof MEASUREMENTS

export function isMeasurement(name: string): name is MeasurementName {
  return Object.hasOwn(MEASUREMENTS, name)
}
