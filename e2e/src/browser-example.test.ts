import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM, NO_CHROMIUM, openChromium } from './chromium.ts'
import { type App, startApp } from './start-app.ts'

const EXAMPLE = join(import.meta.dirname, '../../examples/browser')
const MOVED =
  "NotFoundError: Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node."

const CASES = [
  { press: 'A search called off', arrives: [], rules: ['browser/aborted'] },
  { press: 'A search that takes too long', arrives: ['TimeoutError: signal timed out'], rules: [] },
  { press: 'A box that resizes itself', arrives: [], rules: ['browser/resize-observer-loop'] },
  {
    press: 'A chart without a box',
    arrives: ['Error: The chart has no box for its ResizeObserver'],
    rules: [],
  },
  { press: 'A part that is gone', arrives: [], rules: ['browser/chunk-load'] },
  { press: 'Prices from nowhere', arrives: ['TypeError: Failed to fetch (127.0.0.1:1)'], rules: [] },
  { press: 'A translated text', arrives: [], rules: ['browser/translated'] },
  { press: 'A text removed twice', arrives: [MOVED], rules: [] },
  { press: 'A quota that is handled', arrives: [], rules: ['options/expected/app:QuotaReached'] },
  { press: 'A quota that nobody handles', arrives: ['QuotaReached: Come back tomorrow'], rules: [] },
]

describe.skipIf(CHROMIUM === undefined)(`the page that fails${NO_CHROMIUM}`, () => {
  let app: App
  let browser: Browser
  beforeAll(async () => {
    app = await startApp({
      cwd: EXAMPLE,
      command: [process.execPath, join(EXAMPLE, 'node_modules/vite/bin/vite.js'), 'preview', '--port', '0'],
      env: { NO_COLOR: '1' },
      ready: /http:\/\/127\.0\.0\.1:\d{1,5}/,
    })
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })

  async function open(): Promise<Page> {
    const page = await browser.newPage()
    await page.goto(app.readiness[0])
    return page
  }

  it.each(CASES)('shows what comes of: $press', async ({ press, arrives, rules }) => {
    await using page = await open()
    await pressButton(page, press)
    // A row in either table shows that the failure has been judged.
    await page.locator('td').first().waitFor()
    expect(await page.locator('#inbox td:first-child').allTextContents()).toEqual(arrives)
    expect(await page.locator('#held-back td:nth-child(2)').allTextContents()).toEqual(rules)
  })

  it('shows a part that is still gone after a reload', async () => {
    await using page = await open()
    await pressButton(page, 'A part that is gone')
    await page.locator('#held-back td').first().waitFor()
    await page.reload()
    await pressButton(page, 'A part that is gone')
    await page.locator('#inbox td').first().waitFor()
    expect(await page.locator('#inbox td').first().textContent()).toContain('dynamically imported module')
  })
})

async function pressButton(page: Page, title: string): Promise<void> {
  await page.locator('button', { has: page.locator(`strong:text-is("${title}")`) }).click()
}
