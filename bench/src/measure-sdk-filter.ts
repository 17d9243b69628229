import { createEngine } from '@sentry-presets/core'
import * as Sentry from '@sentry/node'
import { type Captured, captureMix } from './captured-events.ts'
import { interleave, pairedRatio, type Side, toFigure } from './interleave.ts'
import { createLibraries } from './libraries.ts'
import { classify, decide } from './measure-classification.ts'
import type { Progress } from './progress.ts'
import type { Row, Section } from './report.ts'

const SIZES = [10, 100, 1_000]
const OPERATIONS = 200

export async function measureSdkFilter(progress: Progress): Promise<Section> {
  const mix = await captureMix(64)
  const rows: Row[] = []
  for (const size of SIZES) {
    const engine = createEngine({ libraries: createLibraries(size), options: {} })
    const [ours, whole, theirs] = await interleave(
      [classify(engine, mix), decide(engine, mix), filter(mix, size)],
      {
        rounds: 60,
        warmup: 20,
        onRound: (done, of) => progress(`${size} patterns, round ${done} of ${of}`),
      },
    )
    const slower = pairedRatio(theirs, ours)
    const name = `${size.toLocaleString('en')} rules or patterns`
    rows.push(
      {
        name,
        ours: toFigure(ours, 'µs'),
        other: toFigure(theirs, 'µs'),
        ratio: `SDK ${slower.toFixed(1)} ×`,
        ...(size === 1_000 && { target: { text: 'SDK 50 × or more', isMet: slower >= 50 } }),
      },
      {
        name: `${name}, with budget and action`,
        ours: toFigure(whole, 'µs'),
        other: toFigure(theirs, 'µs'),
        ratio: `SDK ${pairedRatio(theirs, whole).toFixed(1)} ×`,
      },
    )
  }
  return {
    title: "The same events through the SDK's own event filter, where no pattern matches",
    columns: ['ours', 'ignoreErrors'],
    rows,
  }
}

let kept = 0

function filter(events: readonly Captured[], size: number): Side {
  const client = Sentry.getClient()
  const ignoreErrors = Array.from({ length: size }, (_, index) => `library-${index}: failure ${index}`)
  const integration = Sentry.eventFiltersIntegration({ ignoreErrors })
  if (!integration.processEvent || !client) throw new Error("The SDK's event filter has no processEvent.")
  return {
    operations: OPERATIONS,
    run() {
      for (let index = 0; index < OPERATIONS; index++) {
        const { event, hint } = events[index % events.length] as Captured
        // The SDK made this event; core only describes less of it.
        if (integration.processEvent?.(event as Sentry.ErrorEvent, hint as Sentry.EventHint, client))
          kept += 1
      }
    },
  }
}
