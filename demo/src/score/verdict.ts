import type { Bug } from './bugs.ts'
import type { Result } from './score.ts'

const MOST_EVENTS = 30
const LEAST_NOISE = 4_000

/** Why the run fails; empty when it does not. */
export function findFailures(results: readonly Result[], bugs: readonly Bug[]): string[] {
  const failures: string[] = []
  const sdk = results.find(({ variant }) => variant === 'sdk')
  if (sdk && sdk.score.events < LEAST_NOISE) {
    failures.push(`without a filter only ${sdk.score.events} events arrived: the day needs ${LEAST_NOISE}`)
  }

  const preset = results.find(({ variant }) => variant === 'preset')
  if (!preset) return failures
  if (preset.score.events > MOST_EVENTS) {
    failures.push(`with the preset ${preset.score.events} events arrived: at most ${MOST_EVENTS} may`)
  }
  for (const { id, title } of bugs) {
    if (!preset.score.bugs[id]?.found) failures.push(`the preset lost a bug (${id}): ${title}`)
  }
  return failures
}
