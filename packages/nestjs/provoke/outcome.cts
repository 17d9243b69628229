/** What a process that runs one application is told by its parent. */
export interface ChildSetup {
  readonly sdk: string
  readonly app: string
  readonly dsn: string
  readonly input: unknown
}

/** What became of one failure. */
export interface Outcome {
  /** What the caller was told. */
  readonly answer: unknown
  /** The rule, the mechanism and the message of each event that was sent. */
  readonly sent: readonly string[]
  /** What else the sent events say of themselves. */
  readonly tags: readonly Readonly<Record<string, unknown>>[]
  /** The rule and the identity of each that was held back. */
  readonly heldBack: readonly string[]
}
