import type { BrowserContext, Page } from 'playwright-core'
import type { Site } from './site.ts'

/** Where a case happens. */
interface Stage {
  readonly page: Page
  readonly context: BrowserContext
  readonly site: Site
}

/** Something that goes wrong in a page, and what becomes of it. */
export interface Case {
  readonly name: string
  /** The rule that holds it back, or that it only looks like a case of. */
  readonly rule: string
  readonly kind: 'noise' | 'near miss'
  /** What would be read in the inbox, or a part of it. */
  readonly title: string
  /** The page it happens on. @default '/' */
  readonly path?: string
  /** Whether the browser has the tests' extension. */
  readonly hasExtension?: true
  provoke(stage: Stage): Promise<unknown>
}

export const cases: readonly Case[] = [
  {
    name: 'an extension that throws while the page loads',
    rule: 'browser/extension',
    kind: 'noise',
    title: 'the extension failed at once',
    path: '/?throws-at-once',
    hasExtension: true,
    provoke: async () => {},
  },
  {
    name: 'an extension that throws in a timer, inside the wrapper of the SDK',
    rule: 'browser/extension',
    kind: 'noise',
    title: 'the extension failed in a timer',
    path: '/?throws-in-timer',
    hasExtension: true,
    provoke: async () => {},
  },
  {
    name: 'an extension whose promise is rejected',
    rule: 'browser/extension',
    kind: 'noise',
    title: 'the extension failed later',
    path: '/?rejects',
    hasExtension: true,
    provoke: async () => {},
  },
  {
    name: 'a bug of the application that an extension called',
    rule: 'browser/extension',
    kind: 'near miss',
    title: "Cannot read properties of undefined (reading 'text')",
    hasExtension: true,
    provoke: ({ page }) => page.click('#throwThroughExtension'),
  },
  {
    name: 'a request of the application that an extension made for it',
    rule: 'browser/extension',
    kind: 'near miss',
    title: 'Failed to fetch',
    path: '/?wraps-fetch',
    hasExtension: true,
    provoke: ({ page }) => page.click('#thenForeign'),
  },
  {
    name: 'a script that a mail scanner puts into the page',
    rule: 'browser/injected-script',
    kind: 'noise',
    title: 'Object Not Found Matching Id:1',
    provoke: ({ page }) =>
      inject(page, 'Promise.reject("Object Not Found Matching Id:1, MethodName:update, ParamCount:4")'),
  },
  {
    name: 'a script that a browser for phones puts into the page',
    rule: 'browser/injected-script',
    kind: 'noise',
    title: '__gCrWeb is not defined',
    provoke: ({ page }) => inject(page, '__gCrWeb.message'),
  },
  {
    name: 'a text that the application rejects with',
    rule: 'browser/injected-script',
    kind: 'near miss',
    title: 'Non-Error promise rejection captured with value: Object Not Found',
    provoke: ({ page }) => page.click('#rejectText'),
  },
  {
    name: 'an object that the application rejects with',
    rule: 'browser/injected-script',
    kind: 'near miss',
    title: 'Object captured as promise rejection with keys: code, text',
    provoke: ({ page }) => page.click('#rejectObject'),
  },
  {
    name: 'a loop of resize notifications',
    rule: 'browser/resize-observer-loop',
    kind: 'noise',
    title: 'ResizeObserver loop completed with undelivered notifications.',
    provoke: ({ page }) => page.click('#resizeLoop'),
  },
  {
    name: 'an error of the application that says the same',
    rule: 'browser/resize-observer-loop',
    kind: 'near miss',
    title: 'ResizeObserver loop completed with undelivered notifications.',
    provoke: ({ page }) => page.click('#ownResizeError'),
  },
  {
    name: 'a script of another origin',
    rule: 'browser/script-error',
    kind: 'noise',
    title: 'Script error.',
    provoke: ({ page }) => page.click('#foreignScript'),
  },
  {
    name: 'an error of the application that says the same',
    rule: 'browser/script-error',
    kind: 'near miss',
    title: 'Script error.',
    provoke: ({ page }) => page.click('#ownScriptError'),
  },
  {
    name: 'a request that was called off',
    rule: 'browser/aborted',
    kind: 'noise',
    title: 'signal is aborted without reason',
    provoke: ({ page }) => page.click('#abort'),
  },
  {
    name: 'an answer that was called off half-way',
    rule: 'browser/aborted',
    kind: 'noise',
    title: 'aborted',
    provoke: ({ page }) => page.click('#abortBody'),
  },
  {
    name: 'a request that took too long',
    rule: 'browser/aborted',
    kind: 'near miss',
    title: 'signal timed out',
    provoke: ({ page }) => page.click('#timeout'),
  },
  {
    name: 'a request that was called off for a reason of its own',
    rule: 'browser/aborted',
    kind: 'near miss',
    title: 'superseded by a newer search',
    provoke: ({ page }) => page.click('#abortWithReason'),
  },
  {
    name: 'an error of the application that goes by the name',
    rule: 'browser/aborted',
    kind: 'near miss',
    title: 'signal is aborted without reason',
    provoke: ({ page }) => page.click('#ownAbortError'),
  },
  {
    name: 'a transaction of the database that was called off',
    rule: 'browser/aborted',
    kind: 'near miss',
    title: 'The transaction was aborted',
    provoke: ({ page }) => page.click('#abortTransaction'),
  },
  {
    name: 'a request while the device is offline',
    rule: 'browser/network-gone',
    kind: 'noise',
    title: 'Failed to fetch',
    async provoke({ page, context }) {
      await context.setOffline(true)
      await page.click('#fetchOwn')
      await page.waitForTimeout(200)
      await context.setOffline(false)
      await page.click('#sayOnline')
    },
  },
  {
    name: 'a request that is cut while the user goes to another page',
    rule: 'browser/network-gone',
    kind: 'noise',
    title: 'Failed to fetch',
    // Playwright's own click would wait for the next page before it looks on.
    provoke: ({ page }) =>
      Promise.all([
        page.waitForURL('**/slow'),
        page.evaluate(() => document.querySelector<HTMLElement>('#leaveWhileFetching')?.click()),
      ]),
  },
  {
    name: 'a request that is cut while the user stays',
    rule: 'browser/network-gone',
    kind: 'near miss',
    title: 'Failed to fetch',
    provoke: ({ page }) => page.click('#fetchCut'),
  },
  {
    name: 'a request that the other origin does not allow',
    rule: 'browser/network-gone',
    kind: 'near miss',
    title: 'Failed to fetch',
    provoke: ({ page }) => page.click('#fetchForeign'),
  },
  {
    name: 'a part of the application that a deployment took away',
    rule: 'browser/chunk-load',
    kind: 'noise',
    title: 'Failed to fetch dynamically imported module',
    async provoke({ page, site }) {
      site.gone.add('/part.js')
      await page.click('#loadPart')
    },
  },
  {
    name: 'a part that is still gone after a reload',
    rule: 'browser/chunk-load',
    kind: 'near miss',
    title: 'Failed to fetch dynamically imported module',
    async provoke({ page, site }) {
      await loseFirst(page, site)
      await page.reload()
      await page.click('#loadPart')
    },
  },
  {
    name: 'a part that the next release does not have either',
    rule: 'browser/chunk-load',
    kind: 'near miss',
    title: 'Failed to fetch dynamically imported module',
    async provoke({ page, site }) {
      await loseFirst(page, site)
      await page.goto(`${site.url}/?release=b`)
      await page.click('#loadPart')
    },
  },
  {
    name: 'a part that is gone where nothing can be remembered',
    rule: 'browser/chunk-load',
    kind: 'near miss',
    title: 'Failed to fetch dynamically imported module',
    path: '/sandbox',
    async provoke({ page, site }) {
      site.gone.add('/part.js')
      await page.click('#loadPart')
    },
  },
  {
    name: 'a part that is there and does not work',
    rule: 'browser/chunk-load',
    kind: 'near miss',
    title: 'the part does not work',
    provoke: ({ page }) => page.click('#loadBrokenPart'),
  },
  {
    name: 'hydration of a page that was translated',
    rule: 'browser/translated',
    kind: 'noise',
    title: 'Minified React error #418',
    path: '/react?translates-at-once',
    hasExtension: true,
    provoke: ({ page }) => page.click('#hydrate'),
  },
  {
    name: 'hydration of a page that was translated as Edge does it',
    rule: 'browser/translated',
    kind: 'noise',
    title: 'Minified React error #418',
    path: '/react?translates-as-edge',
    hasExtension: true,
    provoke: ({ page }) => page.click('#hydrate'),
  },
  {
    name: 'hydration of a page to which an extension added an element',
    rule: 'browser/translated',
    kind: 'noise',
    title: 'Minified React error #418',
    path: '/react?adds-element',
    hasExtension: true,
    provoke: ({ page }) => page.click('#hydrate'),
  },
  {
    name: 'a text that goes away after it was translated',
    rule: 'browser/translated',
    kind: 'noise',
    title: "Failed to execute 'removeChild' on 'Node'",
    path: '/react',
    hasExtension: true,
    async provoke({ page }) {
      await page.click('#hydrate')
      await page.dblclick('h1')
      await page.click('#close')
    },
  },
  {
    name: 'hydration with another text than the server rendered',
    rule: 'browser/translated',
    kind: 'near miss',
    title: 'Minified React error #418',
    path: '/react?server=one&client=two',
    provoke: ({ page }) => page.click('#hydrate'),
  },
  {
    name: 'a text that the application took away behind the back of React',
    rule: 'browser/translated',
    kind: 'near miss',
    title: "Failed to execute 'removeChild' on 'Node'",
    path: '/react',
    async provoke({ page }) {
      await page.click('#hydrate')
      await page.click('#removeNode')
      await page.click('#close')
    },
  },
  {
    name: 'a failure of the server on a page that was translated',
    rule: 'browser/translated',
    kind: 'near miss',
    title: 'Minified React error #419',
    path: '/react?server=broken+on+the+server&translates-nothing',
    hasExtension: true,
    provoke: ({ page }) => page.click('#hydrate'),
  },
]

/** As a host application does it that shows the page: a script without an address. */
async function inject(page: Page, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: `setTimeout(() => { ${script} })` })
}

/** A failure before the one that counts. */
export async function loseFirst(page: Page, site: Site): Promise<void> {
  site.gone.add('/part.js')
  const answer = page.waitForResponse((response) => response.url().endsWith('/part.js'))
  await page.click('#loadPart')
  await answer
  await page.waitForTimeout(100)
}
