import { match, type Matcher } from '@sentry-presets/core'

/**
 * A 429 that no waiting heals, told apart by its body, as OpenAI and all who speak its protocol send it.
 *
 * @param body the field in which the client keeps the answer's body, read as JSON or as a text
 */
export function isOutOfQuota(body: string): Matcher {
  return match.all(
    match.status(429),
    match.any(
      match.field(`${body}.error.code`, 'insufficient_quota'),
      match.field(`${body}.error.type`, 'insufficient_quota'),
      match.field(body, /"insufficient_quota"/),
    ),
  )
}
