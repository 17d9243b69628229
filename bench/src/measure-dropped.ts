import { catalog } from '@sentry-presets/catalog'
import { createBeforeSend } from '@sentry-presets/core'
import { nodePreset } from '@sentry-presets/node'
import * as Sentry from '@sentry/node'
import { captureSide } from './capture-side.ts'
import { ERRORS } from './errors.ts'
import { interleave, pairedRatio, toFigure } from './interleave.ts'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'
import { createSdkClient, SDK_OPTIONS } from './sdk-client.ts'

export async function measureDropped(progress: Progress): Promise<Section> {
  const early = createSdkClient(nodePreset(SDK_OPTIONS, { sdk: Sentry }))
  const late = createSdkClient({ ...SDK_OPTIONS, beforeSend: lateFilter() })
  const [ours, theirs] = await interleave(
    // One of the many is sent: the transient escalates.
    [captureSide(early, ERRORS.openai, 'dropped', 1), captureSide(late, ERRORS.openai, 'dropped', 1)],
    { rounds: 100, warmup: 30, onRound: (done, of) => progress(`round ${done} of ${of}`) },
  )
  const share = pairedRatio(ours, theirs)
  return {
    title: 'An event that is dropped, from captureException to the end, with default integrations',
    columns: ['preset, early', 'beforeSend only'],
    rows: [
      {
        name: 'openai 429',
        ours: toFigure(ours, 'µs'),
        other: toFigure(theirs, 'µs'),
        ratio: `ours ${share.toFixed(2)} ×`,
        target: { text: 'ours 0.50 × or less', isMet: share <= 0.5 },
      },
    ],
  }
}

/** The very same rules, asked in the SDK's last hook. */
export function lateFilter(): NonNullable<Sentry.NodeOptions['beforeSend']> {
  // The hook is written against the parts of event and hint that all SDK majors share.
  return createBeforeSend(catalog) as unknown as NonNullable<Sentry.NodeOptions['beforeSend']>
}
