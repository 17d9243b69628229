import { defineLibrary, match } from '@sentry-presets/core'

/** p-timeout, which p-queue, p-event and p-wait-for use as well. */
export const pTimeout = defineLibrary({
  name: 'p-timeout',
  rules: [
    {
      id: 'p-timeout/timeout',
      when: match.any(
        match.error('p-timeout:TimeoutError'),
        // In a bundle only the name and the text remain; other libraries share the name, none the text.
        match.all(
          match.error('*:TimeoutError'),
          match.message(/^Promise timed out after [\d.]{1,20} milliseconds$/),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'What was waited for took longer than the deadline the code set; if it lasts, something hangs or is too slow.',
      source: 'https://github.com/sindresorhus/p-timeout#readme',
    },
  ],
})
