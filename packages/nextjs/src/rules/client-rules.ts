import { defineRules, match } from '@sentry-presets/core'
import { DIGESTS, signal } from './digests.js'
import { NEXT } from './sources.js'

/** The rule whose failures are remembered across page loads. */
export const ACTION_RULE = 'next/server-action-not-found'

/** What reaches the browser of what the server has reported already, and Next's signals there. */
export const clientRules = defineRules([
  {
    id: 'next/redacted-twin',
    when: match.all(
      match.error('*:Error'),
      match.field('digest'),
      match.message(
        /^(?:An error occurred in the Server Components render\. The specific message is omitted|Minified React error #4(?:19|41);)/,
      ),
    ),
    verdict: 'control-flow',
    reason:
      'The server reported this error in full through onRequestError; the browser sees only its digest.',
    source: 'https://nextjs.org/docs/app/api-reference/file-conventions/error#errordigest',
  },
  {
    id: 'next/redirect',
    when: signal(DIGESTS.redirect),
    verdict: 'control-flow',
    reason:
      'The code called redirect(), which throws to leave the page, and the router follows it from anywhere.',
    source: `${NEXT}/client/components/app-router.tsx`,
  },
  {
    id: 'next/access-fallback',
    when: signal(DIGESTS.accessFallback),
    verdict: 'expected',
    reason: 'The code called notFound(), forbidden() or unauthorized(), which throw to show their page.',
    source: `${NEXT}/client/components/http-access-fallback/http-access-fallback.ts`,
  },
  {
    id: 'next/client-rendering',
    when: signal(DIGESTS.clientRendering),
    verdict: 'control-flow',
    reason: 'A component that is rendered in the browser only was left out by the server.',
    source: `${NEXT}/shared/lib/lazy-dynamic/bailout-to-csr.ts`,
  },
  {
    id: ACTION_RULE,
    when: match.all(
      match.error('*:UnrecognizedActionError'),
      match.not(match.condition('reloaded-after-chunk-failure')),
    ),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 2, per: '1h' },
    reason:
      'This page is of an older deployment, and asked for an action that the newer one does not have; a reload helps.',
    source: `${NEXT}/client/components/unrecognized-action-error.ts`,
  },
])
