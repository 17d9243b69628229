import { defineLibrary, match, type Matcher } from '@sentry-presets/core'

const SOURCE = 'https://github.com/connor4312/cockatiel#readme'

/** cockatiel. Its errors tell their kind by a field as well, which a minifier leaves alone. */
export const cockatiel = defineLibrary({
  name: 'cockatiel',
  brands: [
    { fields: ['isBrokenCircuitError'] },
    { fields: ['isBulkheadRejectedError'] },
    { fields: ['isTaskCancelledError'] },
  ],
  rules: [
    {
      id: 'cockatiel/circuit-isolated',
      when: isKind('IsolatedCircuitError'),
      verdict: 'expected',
      reason: 'Somebody holds the circuit open by hand, and the call was refused as they wished.',
      source: SOURCE,
    },
    {
      id: 'cockatiel/circuit-open',
      when: isKind('BrokenCircuitError'),
      verdict: 'transient',
      reason:
        'The breaker spares a dependency that has failed repeatedly; the failures themselves were thrown before it opened.',
      source: SOURCE,
    },
    {
      id: 'cockatiel/bulkhead-full',
      when: isKind('BulkheadRejectedError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'More calls ran at once than the bulkhead lets through, as in a burst; if it lasts, there is too little capacity.',
      source: SOURCE,
    },
    {
      id: 'cockatiel/timeout',
      when: match.all(
        isKind('TaskCancelledError'),
        match.message(/^Operation timed out after [\d.]{1,20}ms$/),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The work took longer than the deadline of its policy; if it lasts, something hangs or is too slow.',
      source: SOURCE,
    },
    {
      id: 'cockatiel/cancelled',
      when: match.all(isKind('TaskCancelledError'), match.message(/^Operation cancelled$/)),
      verdict: 'expected',
      reason: 'Whoever started the work called it off before its turn came.',
      source: SOURCE,
    },
  ],
})

function isKind(name: string): Matcher {
  return match.any(
    match.error(`cockatiel:${name}`),
    match.all(match.error('cockatiel:*'), match.field(`is${name}`, true)),
  )
}
