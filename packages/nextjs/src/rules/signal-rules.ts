import { defineRules, match, type Matcher } from '@sentry-presets/core'
import { DIGESTS } from './digests.js'
import { NEXT, SDK } from './sources.js'

/** The SDK's wrappers that give a signal on to Next, which then acts on it. */
const PASSED_ON = match.mechanism(
  'auto.function.nextjs.server_component',
  'auto.function.nextjs.generation_function',
  'auto.function.nextjs.route_handler',
  'auto.function.nextjs.server_action',
)

/**
 * What `redirect()`, `notFound()` and their like throw, on the server. Held back where it is on its way to Next; at
 * a boundary nobody acted on it, and the visitor got an error page instead.
 */
export const signalRules = defineRules([
  {
    id: 'next/signal-passed-on',
    when: match.all(
      PASSED_ON,
      match.any(
        signal(DIGESTS.redirect),
        signal(DIGESTS.accessFallback),
        signal(DIGESTS.dynamicUsage),
        signal(DIGESTS.clientRendering),
      ),
    ),
    verdict: 'control-flow',
    reason: 'The SDK looked on while a signal of Next, such as a redirect, went to Next, which acted on it.',
    source: `${SDK}/packages/nextjs/src/common`,
  },
  {
    id: 'next/redirect',
    when: signal(DIGESTS.redirect),
    verdict: 'expected',
    reason: 'The code called redirect(), which throws to leave the page, and passed the signal on to Next.',
    source: `${NEXT}/client/components/redirect-error.ts`,
  },
  {
    id: 'next/access-fallback',
    when: signal(DIGESTS.accessFallback),
    verdict: 'expected',
    reason:
      'The code called notFound(), forbidden() or unauthorized(), which throw, and the visitor was shown their page.',
    source: `${NEXT}/client/components/http-access-fallback/http-access-fallback.ts`,
  },
  {
    id: 'next/dynamic-usage',
    when: signal(DIGESTS.dynamicUsage),
    verdict: 'expected',
    reason: 'Next threw to learn that the route needs a request, and renders it for each one from then on.',
    source: `${NEXT}/client/components/hooks-server-context.ts`,
  },
  {
    id: 'next/client-rendering',
    when: signal(DIGESTS.clientRendering),
    verdict: 'expected',
    reason: 'A component is rendered in the browser only, and threw to tell the server to leave it out.',
    source: `${NEXT}/shared/lib/lazy-dynamic/bailout-to-csr.ts`,
  },
  {
    id: 'next/prerender-ended',
    when: signal(DIGESTS.prerenderEnded),
    verdict: 'control-flow',
    reason: 'A prerender was complete, and Next rejected what was still waiting in it so that it could end.',
    source: `${NEXT}/server/dynamic-rendering-utils.ts`,
  },
])

/** An error that Next threw to steer, not one that it gave a digest because it failed. */
function signal(digest: RegExp): Matcher {
  return match.all(match.error('next:*'), match.field('digest', digest))
}
