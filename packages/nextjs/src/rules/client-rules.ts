import {
  allMatcher as all,
  conditionMatcher as condition,
  errorMatcher,
  fieldMatcher as field,
  type LeanRule,
  type Matcher,
  messageMatcher as message,
  notMatcher as not,
} from '@sentry-presets/core/lean'
import { DIGESTS } from './digests.js'

/** The rule whose failures are remembered across page loads. */
export const ACTION_RULE = 'next/server-action-not-found'

/** What reaches the browser of what the server has reported already, and Next's signals there. */
export const clientRules: readonly LeanRule[] = [
  {
    id: 'next/redacted-twin',
    // 441 is the redacted error itself, 419 that the browser rendered what the server could not.
    when: all(
      error('Error'),
      field('digest'),
      message(/^(?:An error occurred in the Server Components render\.|Minified React error #4(?:19|41);)/),
    ),
    verdict: 'control-flow',
    reason: 'The server reported this error in full; the browser sees only its digest.',
  },
  {
    id: 'next/redirect',
    // https://nextjs.org/docs/app/api-reference/functions/redirect#client-component
    when: all(error('Error'), field('digest', DIGESTS.redirect)),
    verdict: 'control-flow',
    reason: 'The code called redirect(), which throws, and the router follows it.',
  },
  {
    id: 'next/access-fallback',
    when: all(error('Error'), field('digest', DIGESTS.accessFallback)),
    verdict: 'expected',
    reason: 'The code called notFound(), forbidden() or unauthorized(), which throw.',
  },
  {
    id: ACTION_RULE,
    when: all(error('UnrecognizedActionError'), not(condition('reloaded-after-chunk-failure'))),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 2, per: 3_600_000 },
    reason: 'A page from before a deployment asked for an action that is gone; a reload helps.',
  },
]

function error(name: string): Matcher {
  return errorMatcher(`*:${name}`, { package: 'nextjs', path: '' })
}
