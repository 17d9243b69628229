import { defineRules, match } from '@sentry-presets/core'
import { EXTENSION } from './stack-reader.js'

/** The rule whose failures are remembered across page loads, and the condition under which it no longer speaks. */
export const CHUNK_RULE = 'browser/chunk-load'
export const CHUNK_AGAIN = 'reloaded-after-chunk-failure'

/** The texts for a request that got no answer, in Chromium (the SDK may add the host), Firefox and Safari. */
const NO_ANSWER =
  /^(?:(?:Failed to fetch|Load failed)(?: \(|$)|NetworkError when|The (?:network|Internet) connection)/

/** Its names in SDK 10 and 11, and in 9. */
const onError = match.mechanism('auto.browser.global_handlers.onerror', 'onerror')
const typeError = match.error('*:TypeError')
const domException = match.error('*:DOMException')

/** What browsers, and what people put into them, report beside an application's own bugs. */
export const browserRules = defineRules([
  {
    id: 'browser/extension',
    // A request may be the application's, made through a function that an extension has put in fetch's place.
    when: match.all(match.error(`${EXTENSION}:*`), match.not(match.message(NO_ANSWER))),
    verdict: 'control-flow',
    reason: 'A browser extension failed in its own code; none of the application took part.',
  },
  {
    id: 'browser/injected-script',
    when: match.any(
      match.all(
        match.error('*:UnhandledRejection'),
        match.message(/value: Object Not Found Matching Id:\d{1,9}(?:,|$)/),
      ),
      match.all(
        match.any(typeError, match.error('*:ReferenceError')),
        match.message(/\b(?:__gCrWeb|__firefox__|_AutofillCallbackHandler)\b/),
      ),
    ),
    verdict: 'control-flow',
    reason: 'A script that a mail scanner or an in-app browser puts into every page failed.',
    source: 'https://github.com/getsentry/sentry-javascript/issues/3440',
  },
  {
    id: 'browser/resize-observer-loop',
    when: match.all(onError, match.withoutError(), match.message(/^ResizeObserver loop (?:limit|completed)/)),
    verdict: 'control-flow',
    reason: 'The browser puts the rest of the resize notifications off to the next frame and says so.',
    source: 'https://www.w3.org/TR/resize-observer/#deliver-resize-error',
  },
  {
    id: 'browser/script-error',
    when: match.all(onError, match.withoutError(), match.message(/^Script error\.?$/)),
    verdict: 'transient',
    atBoundary: 'count',
    reason: 'A script from another origin failed, and the browser hides what and where.',
    source: 'https://html.spec.whatwg.org/multipage/webappapis.html#muted-errors',
  },
  {
    id: 'browser/aborted',
    when: match.all(
      match.error('*:AbortError'),
      domException,
      match.message(/^(?:signal is|The user|The operation was|Fetch is|BodyStreamBuffer was) aborted/),
    ),
    verdict: 'control-flow',
    reason: 'The application itself, or the user, called the request off.',
    source: 'https://dom.spec.whatwg.org/#abortcontroller-api-integration',
  },
  {
    id: 'browser/network-gone',
    when: match.all(
      typeError,
      match.message(NO_ANSWER),
      match.any(match.condition('offline'), match.condition('unloading')),
    ),
    verdict: 'transient',
    atBoundary: 'count',
    reason: 'The device was offline, or the page was being left, while a request was under way.',
  },
  {
    id: CHUNK_RULE,
    when: match.all(
      match.any(
        match.error('*:ChunkLoadError'),
        match.error('*:#CSS_CHUNK_LOAD_FAILED'),
        match.all(
          typeError,
          match.message(/^(?:Failed to fetch|error loading) dynamically imported|^Importing a module script/),
        ),
        match.all(match.error('*:Error'), match.message(/^Unable to preload CSS for \//)),
      ),
      match.not(match.condition(CHUNK_AGAIN)),
    ),
    verdict: 'transient',
    atBoundary: 'count',
    budget: { max: 1, per: '1h' },
    reason: 'A page from before a deployment asked for a file that is gone; a reload brings the new ones.',
  },
  {
    id: 'browser/translated',
    when: match.all(
      match.condition('translated'),
      match.any(
        match.all(
          match.error('*:Error'),
          match.message(/^(?:Minified React error #4(?:18|23|25);|Hydration failed|Text content does)/),
        ),
        match.all(
          match.error('*:NotFoundError'),
          domException,
          match.message(/removeChild|insertBefore|^The object can not/),
        ),
      ),
    ),
    verdict: 'transient',
    atBoundary: 'count',
    reason: 'A translator or an extension changed the elements that the framework takes for its own.',
    source: 'https://github.com/facebook/react/issues/11538',
  },
])
