import { match } from '@sentry-presets/core'

// A reply begins with the server's own word for what is wrong, whichever client passes it on.

export const SAYS_NOT_ALLOWED = match.any(
  match.message(/^NOAUTH /),
  match.message(/^WRONGPASS /),
  match.message(/^NOPERM /),
)

/** That the server is loading its data, or another one is just taking over from it. */
export const SAYS_NOT_READY = match.any(
  match.message(/^LOADING /),
  match.message(/^READONLY /),
  match.message(/^MASTERDOWN /),
  match.message(/^CLUSTERDOWN /),
  match.message(/^TRYAGAIN /),
)
