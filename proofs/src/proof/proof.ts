import type { Library, Phase, Verdict } from '@sentry-presets/core'

/** One error provoked on the real library, and what the whole catalogue must say of it. */
export interface Case<Module, World> {
  /** A plain sentence. */
  readonly name: string
  /** Makes the real library fail and answers with what it threw. */
  readonly provoke: (module: Module, world: World) => Promise<unknown>
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
  /**
   * What is true of the library bundled and minified, where that differs. `cannot tell`: the bundle hides what the rule
   * asks for, so that the error is unknown, and sent.
   */
  readonly inBundle?: 'cannot tell' | Pick<Case<Module, World>, 'verdict' | 'rule'>
  /** The keys of `modules`, or `BUNDLE`, of which it is true. @default all */
  readonly only?: readonly string[]
}

/** What is proven of one library, on servers that stand for as long as its cases run. */
export interface Proof<Module, World> {
  readonly library: Library
  /** What the library was driven against, for the catalogue's page: `a real PostgreSQL 18`, `a stub of the HTTP API`. */
  readonly against: string
  /** Each version the rules claim, by its name in this package's manifest. What the cases ask has one form in all. */
  readonly modules: Readonly<Record<string, () => Promise<unknown>>>
  /** The source of a module that brings the library as an application bundles it; or why that cannot be had. */
  readonly bundle: BundleEntry | { readonly impossible: string }
  /** A program without which nothing can be proven here: `redis-server`. */
  readonly needs?: string
  readonly open: () => Promise<World>
  readonly close: (world: World) => Promise<void>
  readonly cases: readonly Case<Module, World>[]
}

interface BundleEntry {
  /** `export * from 'got'` */
  readonly entry: string
  /** For a library that does not work with mangled names: why. */
  readonly keepNames?: string
}

/** The variant of every library that is one minified file, without `node_modules` in its path. */
export const BUNDLE = 'bundle'

/** Infers the module and the world of a proof from how they are opened. */
export function defineProof<Module, World>(proof: Proof<Module, World>): Proof<Module, World> {
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
