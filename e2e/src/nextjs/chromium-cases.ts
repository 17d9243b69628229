import type { Page } from 'playwright-core'
import type { ShopCase } from './http-cases.ts'

export interface ShopPage {
  readonly origin: string
  readonly page: Page
}

const BROKEN = 'server Error: The price list has no currency'
const UNREPAIRED = 'server Error: The clock has no time zone'
const TWICE = 'server Error: The payment was booked twice'
const OUTDATED = 'browser UnrecognizedActionError: Server Action'

/** Done in a real browser, where errors of the server arrive a second time. */
export const CHROMIUM_CASES: readonly ShopCase<ShopPage>[] = [
  {
    name: 'folds the redacted error that error.tsx reports into the one of the server',
    act: (visitor) => visit(visitor, '/shop/broken'),
    without: [BROKEN, 'browser Error: Minified React error #441;'],
    with: [BROKEN],
    rules: ['browser next/redacted-twin'],
  },
  {
    name: 'folds what the browser is told when it repairs what the server could not render',
    act: (visitor) => visit(visitor, '/shop/hours'),
    without: [UNREPAIRED, 'browser Error: Minified React error #419;'],
    with: [UNREPAIRED],
    rules: ['browser next/redacted-twin'],
  },
  {
    name: 'sends what a handler throws in the browser',
    act: (visitor) => click(visitor, '/browser', 'A broken handler'),
    without: ["browser TypeError: Cannot read properties of undefined (reading 'basket')"],
    with: ["browser TypeError: Cannot read properties of undefined (reading 'basket')"],
  },
  {
    name: 'sends what a component throws in the browser, which has no digest',
    act: (visitor) => click(visitor, '/browser', 'A broken render'),
    without: ['browser Error: The cart has no items'],
    with: ['browser Error: The cart has no items'],
  },
  {
    name: 'sends an error that has a digest but is not redacted',
    act: (visitor) => click(visitor, '/browser', 'A broken render with a digest'),
    without: ['browser Error: The payment was rejected'],
    with: ['browser Error: The payment was rejected'],
  },
  {
    name: 'sends text that the server and the browser render differently',
    act: (visitor) => visit(visitor, '/browser/clock'),
    without: ['browser Error: Minified React error #418;'],
    with: ['browser Error: Minified React error #418;'],
  },
  {
    name: 'holds back that a translator has changed the page before React took it over',
    act: async (visitor) => {
      await visitor.page.addInitScript(translate)
      await visit(visitor, '/browser')
    },
    without: ['browser Error: Minified React error #418;'],
    with: [],
    rules: ['browser browser/translated'],
  },
  {
    name: 'has nothing to do where redirect() is called in a handler',
    act: (visitor) => click(visitor, '/browser', 'A redirect in a handler'),
    without: [],
    with: [],
    rules: ['browser next/redirect'],
  },
  {
    name: 'holds back a search that was called off',
    act: (visitor) => click(visitor, '/browser', 'An aborted search'),
    without: ['browser AbortError: signal is aborted without reason'],
    with: [],
    rules: ['browser browser/aborted'],
  },
  {
    name: 'has nothing to do where an action redirects',
    act: (visitor) => click(visitor, '/checkout', 'Pay'),
    without: [],
    with: [],
  },
  {
    name: "holds back forbidden() in an action that goes through the SDK's wrapper",
    act: (visitor) => click(visitor, '/checkout', 'Pay for others'),
    without: ['server Error: NEXT_HTTP_ERROR_FALLBACK;403'],
    with: [],
    rules: ['server next/signal-passed-on'],
  },
  {
    name: 'sends what an action throws, once',
    act: (visitor) => click(visitor, '/checkout', 'Pay twice'),
    without: [TWICE, 'browser Error: Minified React error #441;'],
    with: [TWICE],
    rules: ['browser next/redacted-twin'],
  },
  {
    name: 'holds back that a page of an older deployment asks for an action, and sends it when a reload does not help',
    act: async (visitor) => {
      await asOlderDeployment(visitor.page)
      await click(visitor, '/checkout', 'Pay')
      await click(visitor, '/checkout', 'Pay')
      await visitor.page.unrouteAll()
    },
    without: [OUTDATED, OUTDATED, 'server Error: Failed to find', 'server Error: Failed to find'],
    with: [OUTDATED],
    rules: ['browser next/server-action-not-found'],
  },
]

async function visit({ origin, page }: ShopPage, path: string): Promise<void> {
  await page.goto(origin + path)
  await page.waitForLoadState('networkidle')
}

async function click(visitor: ShopPage, path: string, title: string): Promise<void> {
  await visit(visitor, path)
  await visitor.page.locator('button', { has: visitor.page.locator(`strong:text-is("${title}")`) }).click()
  await visitor.page.waitForLoadState('networkidle')
  await visitor.page.waitForTimeout(500)
}

/** Sends actions under an id that this deployment does not have, as a page that was loaded before it does. */
async function asOlderDeployment(page: Page): Promise<void> {
  await page.route('**/checkout', (route) => {
    const headers = { ...route.request().headers(), 'next-action': `00${'cd'.repeat(20)}` }
    return route.request().method() === 'POST' ? route.continue({ headers }) : route.continue()
  })
}

/** Runs in the page: does to each text in bold what Google's translator does to every text. */
function translate(): void {
  new MutationObserver((_, observer) => {
    const texts = document.querySelectorAll('strong')
    if (texts.length === 0) return
    observer.disconnect()
    document.documentElement.classList.add('translated-ltr')
    for (const text of texts) text.innerHTML = `<font><font>[${text.textContent}]</font></font>`
  }).observe(document, { childList: true, subtree: true })
}
