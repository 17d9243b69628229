/** Where rules quote from. */
export const NEXT = 'https://github.com/vercel/next.js/blob/canary/packages/next/src'
export const SDK = 'https://github.com/getsentry/sentry-javascript/tree/develop'
