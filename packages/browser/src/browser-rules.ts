import type { IdentityPattern } from '@sentry-presets/core'
import {
  allMatcher as all,
  anyMatcher as any,
  conditionMatcher as condition,
  errorMatcher,
  type LeanRule,
  type Matcher,
  mechanismMatcher as mechanism,
  messageMatcher as message,
  notMatcher as not,
  withoutErrorMatcher as withoutError,
} from '@sentry-presets/core/lean'
import { EXTENSION } from './stack-reader.js'

/** The rule whose failures are remembered across page loads, and the condition under which it no longer speaks. */
export const CHUNK_RULE = 'browser/chunk-load'
export const CHUNK_AGAIN = 'reloaded-after-chunk-failure'

/** The texts for a request that got no answer, in Chromium (the SDK may add the host), Firefox and Safari. */
const NO_ANSWER =
  /^(?:(?:Failed to fetch|Load failed)(?: \(|$)|NetworkError when|The (?:network|Internet) connection)/

/** Happens to a page in its life; in large numbers it is news all the same. */
const COUNTED = { verdict: 'transient', atBoundary: 'count' } as const
const DROPPED = { verdict: 'control-flow' } as const

/** What browsers, and what people put into them, report beside an application's own bugs. */
export const browserRules: readonly LeanRule[] = [
  {
    id: 'browser/extension',
    // A request may be the application's, made through a function that an extension has put in fetch's place.
    when: all(error(`${EXTENSION}:*`), not(message(NO_ANSWER))),
    ...DROPPED,
    reason: 'A browser extension failed in its own code.',
  },
  {
    id: 'browser/injected-script',
    // https://github.com/getsentry/sentry-javascript/issues/3440
    when: any(
      named('UnhandledRejection', /value: Object Not Found Matching Id:\d{1,9}(?:,|$)/),
      ...['TypeError', 'ReferenceError'].map((name) =>
        named(name, /\b(?:__gCrWeb|__firefox__|_AutofillCallbackHandler)\b/),
      ),
    ),
    ...DROPPED,
    reason: 'A script that a mail scanner or an in-app browser puts into every page failed.',
  },
  {
    id: 'browser/resize-observer-loop',
    // https://www.w3.org/TR/resize-observer/#deliver-resize-error
    when: fromBrowser(/^ResizeObserver loop (?:limit|completed)/),
    ...DROPPED,
    reason: 'The browser puts the rest of the resize notifications off to the next frame.',
  },
  {
    id: 'browser/script-error',
    // https://html.spec.whatwg.org/multipage/webappapis.html#muted-errors
    when: fromBrowser(/^Script error\.?$/),
    ...COUNTED,
    reason: 'A script from another origin failed, and the browser hides what and where.',
  },
  {
    id: 'browser/aborted',
    // https://dom.spec.whatwg.org/#abortcontroller-api-integration
    when: all(
      named('AbortError', /^(?:signal is|The user|The operation was|Fetch is|BodyStreamBuffer was) aborted/),
      error('*:DOMException'),
    ),
    ...DROPPED,
    reason: 'The application or the user called the request off.',
  },
  {
    id: 'browser/network-gone',
    when: all(named('TypeError', NO_ANSWER), any(condition('offline'), condition('unloading'))),
    ...COUNTED,
    reason: 'The device was offline, or the page was being left, while a request was under way.',
  },
  {
    id: CHUNK_RULE,
    when: all(
      any(
        error('*:ChunkLoadError'),
        error('*:#CSS_CHUNK_LOAD_FAILED'),
        named(
          'TypeError',
          /^(?:Failed to fetch|error loading) dynamically imported|^Importing a module script/,
        ),
        named('Error', /^Unable to preload CSS for \//),
      ),
      not(condition(CHUNK_AGAIN)),
    ),
    ...COUNTED,
    budget: { max: 1, per: 3_600_000 },
    reason: 'A page from before a deployment asked for a file that is gone; a reload brings the new ones.',
  },
  {
    id: 'browser/translated',
    // https://github.com/facebook/react/issues/11538
    when: all(
      any(
        named('Error', /^(?:Minified React error #4(?:18|23|25);|Hydration failed|Text content does)/),
        all(named('NotFoundError', /removeChild|insertBefore|^The object can not/), error('*:DOMException')),
      ),
      condition('translated'),
    ),
    ...COUNTED,
    reason: 'A translator or an extension changed elements that the framework takes for its own.',
  },
]

/** What the browser says by itself comes without an error. The mechanism is called so in SDK 10 and 11, and in 9. */
function fromBrowser(text: RegExp): Matcher {
  return all(mechanism('auto.browser.global_handlers.onerror', 'onerror'), withoutError(), message(text))
}

function named(name: string, text: RegExp): Matcher {
  return all(error(`*:${name}`), message(text))
}

function error(identity: IdentityPattern): Matcher {
  return errorMatcher(identity, { package: 'browser', path: '' })
}
