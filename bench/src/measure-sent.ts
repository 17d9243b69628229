import { nodePreset } from '@sentry-presets/node'
import * as Sentry from '@sentry/node'
import { captureSide } from './capture-side.ts'
import { ERRORS } from './errors.ts'
import { interleave, pairedRatio, toFigure } from './interleave.ts'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'
import { createSdkClient, SDK_OPTIONS } from './sdk-client.ts'

const TWO_HOURS = 7_200_000

export async function measureSent(progress: Progress): Promise<Section> {
  const plain = createSdkClient(SDK_OPTIONS)
  const filtered = createSdkClient(nodePreset(SDK_OPTIONS, { sdk: Sentry, now: createClock() }))
  const [ours, theirs] = await interleave(
    [captureSide(filtered, ERRORS.app, 'sent', 0), captureSide(plain, ERRORS.app, 'sent', 0)],
    { rounds: 300, warmup: 50, onRound: (done, of) => progress(`round ${done} of ${of}`) },
  )
  const overhead = (pairedRatio(ours, theirs) - 1) * 100
  return {
    title: 'An event that is sent, from captureException to the transport, with default integrations',
    columns: ['with preset', 'SDK alone'],
    rows: [
      {
        name: "the application's own TypeError",
        ours: toFigure(ours, 'µs'),
        other: toFigure(theirs, 'µs'),
        ratio: `${overhead < 0 ? '' : '+'}${overhead.toFixed(1)} %`,
        target: { text: 'under +3 %', isMet: overhead < 3 },
      },
    ],
  }
}

/** Time passes quickly, so that the same bug is not taken for a flood and thinned out. */
function createClock(): () => number {
  let now = Date.now()
  return () => (now += TWO_HOURS)
}
