import { defineLibrary, match } from '@sentry-presets/core'
import { isRateLimited, isUnavailable } from '../http/upstream-status.js'

const LIMITS = 'https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api'
const REQUEST = 'https://github.com/octokit/request.js/blob/main/src/fetch-wrapper.ts'

/** Applications have errors of this name with the same fields too, but not for requests of an Octokit. */
const ANSWER = match.all(
  match.error('octokit:HttpError'),
  match.field('request.headers.user-agent', /octokit/),
)

/** Octokit, every part of which asks GitHub through @octokit/request. Without an answer its status is a made-up 500. */
export const octokit = defineLibrary({
  name: 'octokit',
  packages: ['@octokit/request-error', '@octokit/request'],
  brands: [{ fields: ['name', 'status', 'request'], says: /^HttpError$/ }],
  wrappers: [
    {
      when: match.all(ANSWER, match.not(match.field('response'))),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'octokit/secondary-rate-limit',
      when: match.all(
        ANSWER,
        match.any(match.status(403), match.status(429)),
        match.any(
          match.message('exceeded a secondary rate limit'),
          match.field('response.headers.retry-after'),
        ),
      ),
      verdict: 'transient',
      reason: 'GitHub found that too much was asked at once, and lets more pass after a minute or so.',
      source: `${LIMITS}#exceeding-the-rate-limit`,
    },
    {
      id: 'octokit/primary-rate-limit',
      when: match.all(
        ANSWER,
        match.any(isRateLimited, match.all(match.status(403), match.message('API rate limit exceeded'))),
        // A client without a token, which may ask for very little.
        match.not(match.message('Authenticated requests get a higher rate limit')),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'What GitHub answers in an hour was used up, and the next hour begins soon; if it lasts, too much is asked.',
      source: `${LIMITS}#exceeding-the-rate-limit`,
    },
    {
      id: 'octokit/upstream-unavailable',
      when: match.all(ANSWER, isUnavailable),
      verdict: 'transient',
      reason: 'GitHub, or a gateway before it, was away or overloaded at that moment.',
      source: 'https://github.com/octokit/plugin-retry.js#readme',
    },
    {
      id: 'octokit/not-modified',
      when: match.all(ANSWER, match.status(304)),
      verdict: 'expected',
      reason:
        'The application asked whether something had changed, and it had not: Octokit throws that answer.',
      source: REQUEST,
    },
  ],
})
