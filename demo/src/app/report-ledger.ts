import type { NodeNoiseOptions } from '@sentry-presets/node'
import type { FromApp, LedgerReport } from './protocol.ts'

type LedgerSnapshot = Parameters<NonNullable<NodeNoiseOptions['onReport']>>[0]

/** Tells the parent what the preset's ledger says, by rule. */
export function reportLedger({ captured, sent, heldBack, entries }: LedgerSnapshot): void {
  const byRule: Record<string, { verdict: string; count: number }> = {}
  for (const { rule, verdict, count } of entries) {
    byRule[rule] = { verdict, count: (byRule[rule]?.count ?? 0) + count }
  }
  const report: LedgerReport = { captured, sent, heldBack, byRule }
  const message: FromApp = { type: 'report', report }
  process.send?.(message)
}
