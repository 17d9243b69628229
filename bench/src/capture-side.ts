import type { Side } from './interleave.ts'
import type { Outcome, SdkClient } from './sdk-client.ts'

const CAPTURES = 40

/**
 * Captures new errors one after the other, each to its end. An outcome other than the expected one would make the
 * figure meaningless, so it ends the measurement.
 *
 * @param strays how many captures in all may end otherwise (an escalation is sent)
 */
export function captureSide(sdk: SdkClient, make: () => Error, expected: Outcome, strays: number): Side {
  let errors: readonly Error[] = []
  let strayed = 0
  return {
    operations: CAPTURES,
    prepare() {
      sdk.use()
      errors = Array.from({ length: CAPTURES }, make)
    },
    async run() {
      for (const error of errors) if ((await sdk.capture(error)) !== expected) strayed += 1
      if (strayed > strays) throw new Error(`${strayed} events were not ${expected}.`)
    },
  }
}
