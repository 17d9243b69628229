import type { SentryEvent, SentryIntegration } from '@sentry-presets/core'
import type { FilterIntegration } from '@sentry-presets/core/lean'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserPreset } from './browser-preset.js'

const ON_ERROR = 'auto.browser.global_handlers.onerror'
const ON_REJECTION = 'auto.browser.global_handlers.onunhandledrejection'

afterEach(() => {
  vi.unstubAllGlobals()
})

interface Known {
  readonly rule: string | undefined
  readonly capture: () => Capture
  readonly from: string
}

/** What Chromium does not say; the end-to-end tests provoke the rest. `from` is where the text was reported. */
const TEXTS: readonly Known[] = [
  {
    rule: 'browser/aborted',
    capture: () => toRejection(new DOMException('The operation was aborted. ', 'AbortError')),
    from: 'Firefox, https://github.com/ParabolInc/parabol/issues/9175',
  },
  {
    rule: 'browser/aborted',
    capture: () => toRejection(new DOMException('The user aborted a request.', 'AbortError')),
    from: 'older Chromium, https://github.com/mozilla/pdf.js/pull/12136',
  },
  {
    rule: undefined,
    capture: () =>
      toRejection(
        new DOMException(
          "The fetching process for the media resource was aborted by the user agent at the user's request.",
          'AbortError',
        ),
      ),
    from: 'Firefox, of a film and not of a request, https://github.com/holtwick/briefing/issues/158',
  },
  {
    rule: 'browser/network-gone',
    capture: () => offline(() => toRejection(new TypeError('Load failed'))),
    from: 'Safari, https://github.com/axios/axios/issues/6766',
  },
  {
    rule: undefined,
    capture: () => toRejection(new TypeError('Load failed')),
    from: 'the same, online',
  },
  {
    rule: 'browser/network-gone',
    capture: () =>
      offline(() => toRejection(new TypeError('NetworkError when attempting to fetch resource.'))),
    from: 'Firefox',
  },
  {
    rule: undefined,
    capture: () => offline(() => toRejection(new TypeError('Failed to fetch the next row of undefined'))),
    from: 'an application, offline',
  },
  {
    rule: 'browser/chunk-load',
    capture: () =>
      toRejection(
        new TypeError(
          'error loading dynamically imported module: http://local:5000/assets/index-CIiek7iP.js',
        ),
      ),
    from: 'Firefox, https://github.com/ynput/ayon-frontend/issues/1590',
  },
  {
    rule: 'browser/chunk-load',
    capture: () => toRejection(new TypeError('Importing a module script failed.')),
    from: 'Safari, https://github.com/guardian/dotcom-rendering/pull/7188',
  },
  {
    rule: 'browser/injected-script',
    capture: () =>
      toRejectedText('Non-Error promise rejection captured with value: Object Not Found Matching Id:2'),
    from: 'older versions of the scanner, https://github.com/cefsharp/CefSharp/issues/3632',
  },
  {
    rule: 'browser/resize-observer-loop',
    capture: () => toText('ResizeObserver loop limit exceeded'),
    from: 'older Chromium',
  },
]

describe('the rules of the browser', () => {
  it.each(TEXTS)('say $rule of what $from says', ({ rule, capture }) => {
    expect(judge(capture())).toBe(rule)
  })

  it('say nothing of a ResizeObserver that an application speaks of', () => {
    expect(judge(toRejection(new Error('ResizeObserver loop limit exceeded')))).toBeUndefined()
  })
})

interface Capture {
  readonly event: SentryEvent
  readonly hint: { originalException: unknown; mechanism: { type: string; handled: false } }
}

function toRejection(originalException: unknown): Capture {
  return { event: {}, hint: { originalException, mechanism: { type: ON_REJECTION, handled: false } } }
}

/** As the SDK describes what is rejected and is no error. */
function toRejectedText(value: string): Capture {
  return {
    ...toRejection('a text'),
    event: { exception: { values: [{ type: 'UnhandledRejection', value }] } },
  }
}

/** As the SDK describes what the browser reports without an error. */
function toText(message: string): Capture {
  const hint = { originalException: undefined, mechanism: { type: ON_ERROR, handled: false } as const }
  return { event: { message, exception: { values: [{ type: message, value: '' }] } }, hint }
}

function offline(capture: () => Capture): Capture {
  vi.stubGlobal('navigator', { onLine: false })
  return capture()
}

/** @returns the rule that held it back */
function judge({ event, hint }: Capture): string | undefined {
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} })
  // The preset's own integration stands first in the list that it gives to the SDK.
  const { integrations } = browserPreset({ integrations: [] as unknown[] }) as unknown as {
    integrations: (defaults: unknown[]) => [FilterIntegration & Required<Pick<SentryIntegration, 'setup'>>]
  }
  const [filter] = integrations([])
  filter.setup({})
  filter.processEvent(event, hint)
  return filter.snapshot().entries[0]?.rule
}
