/** What the day tells the application, and what it answers. */
export type ToApp = { readonly type: 'tick'; readonly now: number } | { readonly type: 'settle' }

export type FromApp =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'ticked' }
  | { readonly type: 'settled' }
  | { readonly type: 'report'; readonly report: LedgerReport }

/** What the preset's ledger says of itself. It is printed, never scored. */
export interface LedgerReport {
  readonly captured: number
  readonly sent: number
  readonly heldBack: number
  readonly byRule: Readonly<Record<string, { readonly verdict: string; readonly count: number }>>
}
