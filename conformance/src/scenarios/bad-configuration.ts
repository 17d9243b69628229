import type { Scenario } from '../scenario.ts'

const RATE_LIMIT = { id: 'app/rate-limit', when: undefined, verdict: 'transient', reason: 'Busy.' }

/** Mistakes as people make them; many could not be written in TypeScript. */
const MISTAKES: readonly object[] = [
  { operationalLogger: ['core'] },
  { transient: 'openai:RateLimitError' },
  { transient: ['RateLimitError'] },
  { transient: [{ error: 'pg:#57P01', budget: { max: 0, per: '5m' } }] },
  { transient: [{ error: 'pg:#57P01', budget: { max: 5, per: '5 minutes' } }] },
  { expected: [class QuotaReached {}] },
  { rules: [RATE_LIMIT] },
  { disableRules: ['openai/rate-limits'] },
  { disable: ['OpenAi'] },
  { keep: ['Console', 'Reddis'] },
  { keep: ['Http'], disable: ['Console'] },
]

/** Starts the SDK with each mistake; answers what was thrown. */
export const run: Scenario = ({ init }) =>
  MISTAKES.map((mistake) => {
    try {
      init(mistake)
      return 'accepted'
    } catch (error) {
      return String(error)
    }
  })
