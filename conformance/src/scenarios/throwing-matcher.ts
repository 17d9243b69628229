import type { Anchor, Matcher } from '@sentry-presets/core'
import type { Scenario } from '../scenario.ts'

/** A rule that fails in the first hook, and one that fails in the last, where the logger is known. */
export const run: Scenario = ({ Sentry, init }) => {
  const identity = { package: undefined, class: 'Error', code: undefined }
  init(
    {
      rules: [
        rule('app/early', throwing('early', { kind: 'identity', identity })),
        rule('app/late', throwing('late', { kind: 'logger', name: 'console' })),
      ],
    },
    { integrations: [Sentry.captureConsoleIntegration({ levels: ['error'] })] },
  )
  Sentry.captureException(new Error('judged in the first hook'))
  console.error('judged in the last hook')
}

function rule(id: string, when: Matcher) {
  return { id, when, verdict: 'expected', reason: 'Never gets as far as this.' } as const
}

function throwing(text: string, anchor: Anchor): Matcher {
  const fail = () => {
    throw new Error(`the ${text} rule is broken`)
  }
  return Object.assign(fail, { text, anchors: [anchor] })
}
