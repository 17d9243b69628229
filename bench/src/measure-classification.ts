import { createEngine, type Engine } from '@sentry-presets/core'
import { type Captured, captureEvents, captureMix } from './captured-events.ts'
import type { ErrorKind } from './errors.ts'
import { interleave, pairedRatio, type Side, toFigure } from './interleave.ts'
import { createLibraries } from './libraries.ts'
import type { Progress } from './progress.ts'
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

  const verdicts = await run(
    'to the verdict',
    engines.map((engine) => classify(engine, mix)),
  )
  const decisions = await run(
    'to the decision',
    engines.map((engine) => decide(engine, mix)),
  )
  const kinds: Side[] = []
  for (const kind of Object.keys(KINDS)) {
    const [, , thousand] = engines
    // The keys are those of the record above.
    if (thousand) kinds.push(decide(thousand, await captureEvents(kind as ErrorKind, 64)))
  }
  const byKind = await run('by kind of error', kinds)
  return {
    title: 'Classification of one live error event: its facts, the first matching rule, the verdict',
    columns: ['median'],
    rows: [
      ...toRows('', verdicts, true),
      ...toRows('with budget and action, ', decisions, false),
      ...Object.values(KINDS).map((name, index) => ({
        name: `with budget and action, ${name}`,
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

/** Up to the verdict, from an event nobody has read yet. */
export function classify(engine: Engine, events: readonly Captured[]): Side {
  return eachEvent(events, ({ event, hint }) => {
    if (engine.judge(engine.readFacts(event, hint)).verdict === 'bug') sent += 1
  })
}

/** The same with the counting that turns a verdict into an action. */
export function decide(engine: Engine, events: readonly Captured[]): Side {
  return eachEvent(events, ({ event, hint }) => {
    const facts = engine.readFacts(event, hint)
    if (engine.decide(engine.judge(facts), facts, Date.now()).action === 'send') sent += 1
  })
}

function eachEvent(events: readonly Captured[], take: (captured: Captured) => void): Side {
  return {
    operations: OPERATIONS,
    run() {
      for (let index = 0; index < OPERATIONS; index++) take(events[index % events.length] as Captured)
    },
  }
}
