import { type BrowserNoiseOptions, browserPreset } from '@sentry-presets/browser'
import * as Sentry from '@sentry/browser'

// Compiled against each SDK major in the place of `@sentry/browser`; it never runs.

class QuotaReached extends Error {
  override name = 'QuotaReached'
}

const noise: BrowserNoiseOptions = {
  expected: [QuotaReached, 'app:CartEmpty'],
  transient: [{ error: 'app:SearchBusy', budget: { max: 20, per: 60_000 } }],
  disableRules: ['browser/translated'],
  onReport: ({ captured, heldBack }) => void navigator.sendBeacon('/noise', `${heldBack}/${captured}`),
}

Sentry.init(browserPreset({ dsn: 'https://key@localhost/1', release: 'a' }, noise))
Sentry.init(browserPreset({}))
Sentry.init(
  browserPreset({
    beforeSend(event, hint) {
      const kept: Sentry.ErrorEvent = event
      return hint.originalException instanceof QuotaReached ? null : kept
    },
    integrations: (defaults) => defaults.filter(({ name }) => name !== 'Breadcrumbs'),
  }),
)

// @ts-expect-error The SDK's own options keep their types.
Sentry.init(browserPreset({ dsn: 7 }))
// @ts-expect-error An event comes back, or null.
Sentry.init(browserPreset({ beforeSend: () => 'sent' }))
// @ts-expect-error A misspelt option is refused.
browserPreset({}, { expect: [] })
// @ts-expect-error An identity needs a package.
browserPreset({}, { expected: ['QuotaReached'] })
// @ts-expect-error Times are milliseconds here.
browserPreset({}, { budget: { max: 20, per: '1m' } })
