import { catalog } from '@sentry-presets/catalog'
import { createNoiseFilter } from '@sentry-presets/core'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'

const ERRORS = 10_000_000
const MIB = 1_048_576
const LIMIT = 8
/** One error every ten milliseconds: a bit more than a day. */
const PACE = 10

export async function measureHeap(progress: Progress): Promise<Section> {
  let now = Date.now()
  const { integration } = createNoiseFilter({
    libraries: catalog,
    options: { transient: ['billing:*'], now: () => now },
  })
  // The stack is written by hand: making ten million real ones would take minutes and tell nothing else.
  Error.stackTraceLimit = 0
  const start = readHeap()
  let most = 0
  for (let index = 0; index < ERRORS; index++) {
    now += PACE
    integration.processEvent({ event_id: String(index) }, { originalException: createError(index) })
    if (index % 1_000_000 === 999_999) {
      progress(`${(index + 1) / 1_000_000} of ${ERRORS / 1_000_000} million errors`)
      await new Promise(setImmediate)
      most = Math.max(most, readHeap() - start)
    }
  }
  const { captured, heldBack } = integration.snapshot()
  if (captured !== ERRORS) throw new Error(`Of ${ERRORS} errors ${captured} were counted.`)
  const grown = (readHeap() - start) / MIB
  const peak = most / MIB
  return {
    title: `Heap after ${ERRORS.toLocaleString('en')} distinct errors, ${heldBack.toLocaleString('en')} held back`,
    columns: ['above the start'],
    rows: [
      {
        name: 'at the end',
        ours: { median: grown, low: grown, high: grown, unit: 'MiB' },
        target: { text: `under ${LIMIT} MiB`, isMet: grown < LIMIT },
      },
      {
        name: 'at most, seen every million',
        ours: { median: peak, low: peak, high: peak, unit: 'MiB' },
        target: { text: `under ${LIMIT} MiB`, isMet: peak < LIMIT },
      },
    ],
  }
}

/** Bugs nobody knows, transients of a library and of one the user lists, each with a code, text and place of its own. */
function createError(index: number): Error {
  const folder = PLACES[index % PLACES.length]
  const error = new Error(`the item ${index} was refused`)
  error.stack = `Error: the item ${index} was refused\n    at refuse (${folder}/file-${index}.js:${index % 900}:7)`
  return Object.assign(error, { code: `E_${index}` })
}

const PLACES = ['/srv/app', '/srv/node_modules/billing', '/srv/node_modules/ledger']

function readHeap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
