import { match } from '@sentry-presets/core'

// What Telegram says beside its codes means the same, whichever client passes it on.

/** That the user, or a group that threw the bot out, wants no more of it. */
export const SAYS_USER_GONE = match.any(
  match.message('blocked by the user'),
  match.message('user is deactivated'),
  // From a channel, the bot is thrown out by those who run it, and the application may be set up for it.
  match.message('kicked from the group'),
  match.message('kicked from the supergroup'),
)

export const SAYS_OUTDATED = match.any(
  match.message('message is not modified'),
  match.message('message to edit not found'),
)
