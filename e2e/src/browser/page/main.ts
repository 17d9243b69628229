import { browserPreset } from '@sentry-presets/browser'
import type { NoiseIntegration } from '@sentry-presets/core'
import * as Sentry from '@sentry/browser'
import { provocations } from './provocations.ts'
import './globals.ts'

const { dsn, release, hasPreset, tunesFilters } = settings

const options: Sentry.BrowserOptions = {
  dsn,
  release,
  transport: Sentry.makeBrowserOfflineTransport(Sentry.makeFetchTransport),
  ...(!tunesFilters && { integrations: withoutErrorDefaults }),
}

Sentry.init(
  hasPreset
    ? browserPreset(options, {
        expected: ['app:QuotaReached'],
        onReport: (ledger) => navigator.sendBeacon('/ledger', JSON.stringify(ledger)),
      })
    : options,
)

globalThis.ledger = () =>
  Sentry.getClient()?.getIntegrationByName<NoiseIntegration>('NoiseFilter')?.snapshot()
globalThis.flush = async (timeout) => Sentry.flush(timeout)

for (const [name, provoke] of Object.entries(provocations)) {
  const button = document.createElement('button')
  button.id = name
  button.textContent = name
  button.onclick = provoke
  document.body.append(button)
}

/** The SDK drops some of this noise by itself; without its defaults a test sees who held it back. */
function withoutErrorDefaults(defaults: Integration[]): Integration[] {
  const filters = Sentry.eventFiltersIntegration({ disableErrorDefaults: true })
  return defaults.map((integration) =>
    integration.name.endsWith('Filters') ? { ...filters, name: integration.name } : integration,
  )
}

type Integration = ReturnType<typeof Sentry.getDefaultIntegrations>[number]
