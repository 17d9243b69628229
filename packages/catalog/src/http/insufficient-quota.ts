import { match, type Matcher } from '@sentry-presets/core'
import { QUOTA_CODES } from '../ai/account-limits.js'
import { isRateLimited } from './upstream-status.js'

const QUOTED = new RegExp(`"(?:${QUOTA_CODES.join('|')})"`)
const SAYS_QUOTA = /exceeded your current quota/

/**
 * A 429 that no waiting heals, told apart by its body, as OpenAI and all who speak its protocol send it.
 *
 * @param body the field in which the client keeps the answer's body, read as JSON or as a text
 */
export function isOutOfQuota(body: string): Matcher {
  return match.all(
    isRateLimited,
    match.any(
      match.field(`${body}.error.code`, ...QUOTA_CODES),
      match.field(`${body}.error.type`, ...QUOTA_CODES),
      match.field(body, QUOTED),
    ),
  )
}

/**
 * A 429 that may pass. Gemini says the same words of a quota for the minute and of one for the day, so that those are
 * not known to pass.
 *
 * @param body as {@link isOutOfQuota} takes it
 */
export function isRateLimitOf(body: string): Matcher {
  return match.all(
    isRateLimited,
    match.not(match.any(match.field(`${body}.error.message`, SAYS_QUOTA), match.field(body, SAYS_QUOTA))),
  )
}
