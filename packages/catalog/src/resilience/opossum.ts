import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/nodeshift/opossum/blob/main/lib/circuit.js'

/** opossum, whose errors are plain ones with a code. What the guarded function throws it hands on as it is. */
export const opossum = defineLibrary({
  name: 'opossum',
  rules: [
    {
      id: 'opossum/circuit-open',
      when: match.error('*:#EOPENBREAKER'),
      verdict: 'transient',
      reason:
        'The breaker spares a dependency that has failed repeatedly; the failures themselves were thrown before it opened.',
      source: SOURCE,
    },
    {
      id: 'opossum/timeout',
      when: match.all(match.error('opossum:#ETIMEDOUT'), match.message(/^Timed out after [\d.]{1,20}ms$/)),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The guarded call took longer than the breaker allows; if it lasts, something hangs or is too slow.',
      source: SOURCE,
    },
    {
      id: 'opossum/semaphore-locked',
      when: match.error('*:#ESEMLOCKED'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'More calls ran at once than the breaker lets through, as in a burst; if it lasts, there is too little capacity.',
      source: SOURCE,
    },
    {
      id: 'opossum/circuit-shut-down',
      when: match.all(
        // The operating system has an ESHUTDOWN as well, but not this text.
        match.error('*:#ESHUTDOWN'),
        match.message('The circuit has been shutdown.'),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has shut its breakers down; calls that come later are given up on purpose.',
      source: SOURCE,
    },
  ],
})
