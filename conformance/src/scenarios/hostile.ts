import { hostileValues } from '../hostile-values.ts'
import type { Scenario } from '../scenario.ts'

/** Captures each hostile value under a tag that names it. */
export const run: Scenario = ({ Sentry, init }) => {
  init({ transient: ['node:#ECONNRESET', 'app:#E_MANY'], wrappers: ['app:Error'] })
  for (const [value, hostile] of Object.entries(hostileValues())) {
    Sentry.captureException(hostile, { tags: { value } })
  }
}
