import { match } from '@sentry-presets/core'

// What every client for HTTP must judge alike: an answer means the same, whoever has asked.
//
// A client error (400, 401, 403, 404, 409, 422 …) speaks of our request, our key or our configuration: a bug. So is 500:
// the upstream has stumbled over what we sent, perhaps over this one request each time, and nobody else may tell us.
// Passing is only what speaks of the moment: a limit on the rate, and a server that is away or overloaded. Clients of one
// service know more of its answers than this, and say so in their own rules.

/** The upstream asks to slow down. */
export const isRateLimited = match.status(429)

/**
 * What the upstream, or a gateway before it, says that could not answer now: 408, 502, 503, 504, and what Cloudflare says
 * in their place of a server that is down (521) or does not answer (522, 524). It is the list by which got tries again,
 * without 500.
 */
export const UNAVAILABLE = [408, 502, 503, 504, 521, 522, 524] as const

/** The upstream, or a gateway before it, could not answer now. */
export const isUnavailable = match.any(...UNAVAILABLE.map((status) => match.status(status)))

/**
 * What clients of one service, which try again by themselves after any 5xx, may take for a failure of the moment. Other
 * 5xx are about what is asked or how it is set up: 501, 505 and 511 never pass by themselves, nor do 525, 526 and 530, by
 * which Cloudflare tells of certificates and names.
 */
export const hasFailed = match.any(
  match.status(500),
  match.status(502, 504),
  match.status(520, 524),
  match.status(529),
)
