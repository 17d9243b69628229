import type { LedgerReport } from '../app/protocol.ts'

/** The day's ledger: each process kept its own. */
export function mergeReports(reports: readonly LedgerReport[]): LedgerReport | undefined {
  if (reports.length === 0) return undefined
  const byRule: Record<string, { verdict: string; count: number }> = {}
  for (const [id, { verdict, count }] of reports.flatMap((report) => Object.entries(report.byRule))) {
    byRule[id] = { verdict, count: (byRule[id]?.count ?? 0) + count }
  }
  const sum = (key: 'captured' | 'sent' | 'heldBack') =>
    reports.reduce((total, report) => total + report[key], 0)
  return { captured: sum('captured'), sent: sum('sent'), heldBack: sum('heldBack'), byRule }
}
