import 'reflect-metadata'
import type * as presets from '@sentry-presets/nestjs'
import type { NoiseIntegration, LedgerSnapshot } from '@sentry-presets/core'
import type * as Sentry from '@sentry/nestjs'
import type { ChildSetup, Outcome } from './outcome.cjs'
import { useSdk } from './use-sdk.cjs'

/** Makes something fail, and says what the caller was told and what was captured. */
export type Probe = (name: string, fail: () => unknown) => Promise<void>

export interface AppContext<Input = undefined> {
  readonly Sentry: typeof Sentry
  readonly input: Input
  readonly probe: Probe
}

/** Starts an application, makes it fail and stops it. */
export type Run<Input = undefined> = (context: AppContext<Input>) => Promise<void>

async function main({ sdk, app, dsn, input }: ChildSetup): Promise<void> {
  useSdk(sdk)
  const sentry: typeof Sentry = require('@sentry/nestjs')
  const { nestjsPreset }: typeof presets = require('@sentry-presets/nestjs')
  const sent: string[] = []
  const tags: Record<string, unknown>[] = []
  sentry.init(
    nestjsPreset(
      {
        dsn,
        release: 'shop@1',
        tracesSampleRate: 1,
        beforeSend(event) {
          const { rule, origin } = event.contexts?.['noise'] ?? {}
          const text = event.message ?? event.exception?.values?.at(-1)?.value
          sent.push([rule, origin, text].join(' '))
          tags.push({ ...event.tags, level: event.level, log: event.extra?.['log'] })
          return event
        },
      },
      { sdk: sentry, operationalLoggers: ['Warehouse'], expected: ['app:UserIsGone'] },
    ),
  )
  const outcomes: Record<string, Outcome> = {}

  async function probe(name: string, fail: () => unknown): Promise<void> {
    const before = readLedger(sentry)
    sent.length = 0
    tags.length = 0
    const answer = await fail()
    // What is logged or captured behind the answer comes within these turns.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    await sentry.flush(5_000)
    outcomes[name] = {
      answer,
      sent: [...sent],
      tags: [...tags],
      heldBack: readNews(before, readLedger(sentry)),
    }
  }

  const { run }: { run: Run<unknown> } = require(`./${app}.cjs`)
  await run({ Sentry: sentry, input, probe })
  await sentry.close(5_000)
  process.send?.(outcomes, () => process.exit())
}

function readLedger(sentry: typeof Sentry): LedgerSnapshot {
  const filter = sentry.getClient()?.getIntegrationByName<NoiseIntegration>('NoiseFilter')
  if (!filter) throw new Error('the filter is not installed')
  return filter.snapshot()
}

function readNews(before: LedgerSnapshot, after: LedgerSnapshot): string[] {
  return after.entries.flatMap(({ rule, identity, count }) => {
    const known = before.entries.find((entry) => entry.rule === rule && entry.identity === identity)
    return Array.from({ length: count - (known?.count ?? 0) }, () => `${rule} ${identity}`)
  })
}

if (require.main === module) void main(JSON.parse(process.argv[2] ?? '{}'))
