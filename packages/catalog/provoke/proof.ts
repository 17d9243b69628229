import type { Library, Phase, Verdict } from '@sentry-presets/core'

/** One error provoked on the real library, and what the whole catalogue must say of it. */
export interface Case<World> {
  /** A plain sentence. */
  readonly name: string
  /** Makes the real library fail and answers with what it threw. */
  readonly provoke: (world: World) => Promise<unknown>
  /** A pattern where a minifier has mangled the name of the class. */
  readonly identity: string | RegExp
  readonly verdict: Verdict
  /** The rule that decides; undefined where no rule speaks, which means bug. */
  readonly rule: string | undefined
  /** The identity of the carried error that decides; the error itself where left out. */
  readonly decider?: string | RegExp
  /** @default running */
  readonly phase?: Phase
  /** Whether a client waits for an answer. @default false */
  readonly inRequest?: boolean
  /** Rules that this error resembles and that must not decide it. */
  readonly nearMissOf?: readonly string[]
}

/** What is proven of one library, on servers that stand for as long as its cases run. */
export interface Proof<World> {
  readonly library: Library
  readonly open: () => Promise<World>
  readonly close: (world: World) => Promise<void>
  readonly cases: readonly Case<World>[]
}

/** Infers the world of a proof from how it is opened. */
export function defineProof<World>(proof: Proof<World>): Proof<World> {
  return proof
}

/** What a promise, or the call that should have made it, was rejected with; that it was not is a failure of its own. */
export async function rejectionOf(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
