import type { DocumentedAnswer } from '../world/upstream.ts'

const DOCS = 'https://docs.github.com/rest'

/** As of https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const GITHUB_ANSWERS = {
  secondary: {
    status: 403,
    headers: { 'x-ratelimit-remaining': '4120' },
    body: {
      documentation_url: `${DOCS}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  },
  abuse: {
    status: 403,
    headers: { 'retry-after': '60' },
    body: { message: 'You have triggered an abuse detection mechanism. Please wait a few minutes.' },
  },
  primary: {
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1791000000' },
    body: {
      message: 'API rate limit exceeded for installation ID 4711.',
      documentation_url: `${DOCS}/overview/rate-limits-for-the-rest-api`,
    },
  },
  anonymous: {
    status: 403,
    headers: { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0' },
    body: {
      message:
        "API rate limit exceeded for 203.0.113.7. (But here's the good news: Authenticated requests get a higher " +
        'rate limit. Check out the documentation for more details.)',
      documentation_url: `${DOCS}/overview/rate-limits-for-the-rest-api`,
    },
  },
  forbidden: {
    status: 403,
    body: { message: 'Resource not accessible by integration', documentation_url: DOCS },
  },
  'forbidden-at-last': {
    status: 403,
    headers: { 'x-ratelimit-remaining': '0' },
    body: {
      message: 'Resource not accessible by integration',
      documentation_url: `${DOCS}/rate-limit/rate-limit#get-rate-limit-status`,
    },
  },
  credentials: { status: 401, body: { message: 'Bad credentials', documentation_url: DOCS } },
  'not-found': { status: 404, body: { message: 'Not Found', documentation_url: DOCS } },
  validation: {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }],
      documentation_url: DOCS,
    },
  },
  'not-modified': { status: 304 },
  gateway: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<title>Unicorn! &middot; GitHub</title>',
  },
} satisfies Record<string, DocumentedAnswer>
