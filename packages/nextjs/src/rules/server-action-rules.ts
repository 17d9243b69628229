import { defineRules, match } from '@sentry-presets/core'
import { NEXT } from './sources.js'

export const serverActionRules = defineRules([
  {
    id: 'next/server-action-not-found',
    when: match.all(
      // Next may be bundled into the application, so its stack does not tell; where it was captured does.
      match.any(match.mechanism('auto.function.nextjs.on_request_error'), match.logger('console')),
      match.message(/^Failed to find Server Action[ .]/),
    ),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 20, per: '10m' },
    reason:
      'A page of an older deployment, or a scanner, asked for an action this deployment does not have, and was told so.',
    source: `${NEXT}/server/app-render/action-handler.ts`,
  },
])
