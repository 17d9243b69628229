import type { Anchor, Matcher } from '@sentry-presets/core'
import type { Scenario } from '../scenario.ts'

/** A rule that fails in the first hook, and one that fails in the last, where the logger is known. */
export const run: Scenario = ({ Sentry, init }) => {
  init(
    {
      rules: [
        rule('app/early', throwing('early', { shelf: undefined, key: 'Error' })),
        rule('app/late', throwing('late', { shelf: ':loggers', key: 'console' })),
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

function throwing(name: string, anchor: Anchor): Matcher {
  const fail = () => {
    throw new Error(`the ${name} rule is broken`)
  }
  return Object.assign(fail, { question: [name] as const, anchors: [anchor] })
}
