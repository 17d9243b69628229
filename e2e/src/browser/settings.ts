/** What a page of the tests is told before its scripts run. */
export interface Settings {
  readonly dsn: string
  readonly release: string
  readonly hasPreset: boolean
  /** Whether the SDK's own list of ignored errors stays on. */
  readonly tunesFilters: boolean
}
