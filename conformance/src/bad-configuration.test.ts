import { expect, test } from 'vitest'
import { runToEnd } from './run-scenario.ts'
import { MAJORS } from './sdks.ts'

const MESSAGES = [
  'operationalLogger: nothing reads this option. Did you mean "operationalLoggers"? (unknown-option)',
  'transient: this must be a list, not "openai:RateLimitError". (invalid-option)',
  'transient[0]: "RateLimitError" names no package, so it would match every library that has one like it. Write the package before it, as in "openai:RateLimitError", or "*:RateLimitError" if you mean all of them. (malformed-identity)',
  'transient[0].budget.max: 0 is no budget. Write how many are tolerable, at least 1; to report every one, make it a bug. (invalid-budget)',
  'transient[0].budget.per: "5 minutes" is no length of time. Write milliseconds or a number with a unit: "30s", "5m", "1h". (invalid-duration)',
  'expected[0]: QuotaReached does not extend Error, so nothing thrown could be recognised by it. Give a class of errors, or an identity such as "app:QuotaReached". (not-an-error-class)',
  'rules[0]: "app/rate-limit" asks nothing. Build "when" with match, as in match.error("openai:RateLimitError"). (invalid-rule)',
  'disableRules[0]: no rule has the id "openai/rate-limits", so nothing would be switched off. Did you mean "openai/rate-limit"? (unknown-rule)',
  'disable[0]: the SDK has no integration "OpenAi", so this would do nothing. Did you mean "OpenAI"? (unknown-integration)',
  'keep[1]: the SDK has no integration "Reddis", so this would do nothing. Did you mean "Redis"? (unknown-integration)',
  'keep: together with "disable" this leaves open what happens to the integrations in neither list. Give one of the two. (invalid-option)',
]

test.each(MAJORS)('%s: refuses a mistake at start and says what to write instead', async (sdk) => {
  const { result } = await runToEnd<string[]>(sdk, 'bad-configuration')
  expect(result).toEqual(MESSAGES.map((message) => `ConfigError: [@sentry-presets/node] ${message}`))
})
