import { createEngine, type Engine, type Facts } from '@sentry-presets/core'
import { type Captured, captureEvents, captureMix } from './captured-events.ts'
import type { ErrorKind } from './errors.ts'
import { interleave, pairedRatio, type Side, toFigure } from './interleave.ts'
import { createLibraries } from './libraries.ts'
import type { Progress } from './measurement.ts'
import type { Row, Section } from './report.ts'

const SIZES = [10, 100, 1_000, 10_000]
const OPERATIONS = 4_000
const KINDS: Readonly<Record<ErrorKind, string>> = {
  openai: 'openai 429',
  pg: 'pg 57P01',
  fetch: 'fetch failed, ECONNREFUSED inside',
  app: "the application's own TypeError",
}

export async function measureClassification(progress: Progress): Promise<Section> {
  const mix = await captureMix(64)
  const engines = SIZES.map((size) => createEngine({ libraries: createLibraries(size), options: {} }))
  const run = async (what: string, sides: readonly Side[]) =>
    interleave(sides, {
      rounds: 60,
      warmup: 20,
      onRound: (done, of) => progress(`${what}, round ${done} of ${of}`),
    })

  const whole = await run(
    'facts to decision',
    engines.map((engine) => classify(engine, mix)),
  )
  const judged = await run(
    'judge',
    engines.map((engine) => judgeOnly(engine, mix)),
  )
  const kinds: Side[] = []
  for (const kind of Object.keys(KINDS)) {
    const [, , thousand] = engines
    // The keys are those of the record above.
    if (thousand) kinds.push(classify(thousand, await captureEvents(kind as ErrorKind, 64)))
  }
  const byKind = await run('by kind of error', kinds)
  return {
    title: 'Classification of one live error event: readFacts, judge, decide',
    columns: ['median'],
    rows: [
      ...toRows('', whole, true),
      ...toRows('judge alone, ', judged, false),
      ...Object.values(KINDS).map((name, index) => ({
        name: `1,000 rules, ${name}`,
        ours: toFigure(byKind[index], 'µs'),
      })),
    ],
  }
}

function toRows(what: string, samples: readonly (readonly number[])[], hasTarget: boolean): readonly Row[] {
  return SIZES.map((size, index) => {
    const ours = toFigure(samples[index], 'µs')
    const growth = pairedRatio(samples[index], samples[0])
    const isLast = index === SIZES.length - 1
    const target = isLast
      ? { text: 'at most 1 µs and 1.2 × 10 rules', isMet: ours.median <= 1 && growth <= 1.2 }
      : { text: 'at most 1 µs', isMet: ours.median <= 1 }
    return {
      name: `${what}${size.toLocaleString('en')} rules`,
      ours,
      ...(index > 0 && { ratio: `${growth.toFixed(2)} × 10 rules` }),
      ...(hasTarget && { target }),
    }
  })
}

/** Keeps the engine's answers in use. */
let sent = 0

export function classify(engine: Engine, events: readonly Captured[]): Side {
  return {
    operations: OPERATIONS,
    run() {
      const now = Date.now()
      for (let index = 0; index < OPERATIONS; index++) {
        const { event, hint } = events[index % events.length] as Captured
        const facts = engine.readFacts(event, hint)
        if (engine.decide(engine.judge(facts), facts, now).action === 'send') sent += 1
      }
    },
  }
}

/** Facts are read when first asked for, so each is judged once. */
function judgeOnly(engine: Engine, events: readonly Captured[]): Side {
  let fresh: readonly Facts[] = []
  return {
    operations: OPERATIONS,
    prepare() {
      fresh = Array.from({ length: OPERATIONS }, (_, index) => {
        const { event, hint } = events[index % events.length] as Captured
        return engine.readFacts(event, hint)
      })
    },
    run() {
      for (const facts of fresh) if (engine.judge(facts).verdict === 'bug') sent += 1
    },
  }
}
