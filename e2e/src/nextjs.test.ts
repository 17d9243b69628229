import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM, NO_CHROMIUM, openChromium } from './chromium.ts'
import { type AppVariant, buildApp } from './nextjs/build-app.ts'
import { CHROMIUM_CASES, type ShopPage } from './nextjs/chromium-cases.ts'
import { HTTP_CASES, type ShopCase } from './nextjs/http-cases.ts'
import { PLAIN_CONFIGS } from './nextjs/plain-configs.ts'
import { readTitle } from './nextjs/read-title.ts'
import { type Shop, startShop } from './nextjs/start-shop.ts'

interface Variant extends AppVariant {
  readonly title: string
  readonly isPlain?: boolean
}

const EXAMPLE = 'examples/nextjs'

const VARIANTS: readonly Variant[] = [
  {
    title: 'Next 16 without the preset',
    name: 'next-16-plain',
    dependencies: EXAMPLE,
    files: PLAIN_CONFIGS,
    isPlain: true,
  },
  { title: 'Next 16', name: 'next-16', dependencies: EXAMPLE },
  { title: 'Next 16 with webpack', name: 'next-16-webpack', dependencies: EXAMPLE, bundler: 'webpack' },
]

describe.each(VARIANTS)('the shop on $title', ({ isPlain = false, ...variant }) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await startShop(await buildApp(variant))
  })
  afterAll(() => shop?.[Symbol.asyncDispose]())

  async function check<Visitor>(one: ShopCase<Visitor>, visitor: Visitor): Promise<void> {
    const expected = isPlain ? one.without : one.with
    await one.act(visitor)
    const titles = (await shop.arrivals(expected.length)).map(readTitle)
    // What stands in the table is where the title begins.
    const shortened = titles.map((title) => expected.find((known) => title.startsWith(known)) ?? title)
    expect(shortened.sort()).toEqual([...expected].sort())
  }

  it.each(HTTP_CASES)('$name', (one) => check(one, shop.origin))

  describe.skipIf(CHROMIUM === undefined)(`in Chromium${NO_CHROMIUM}`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openChromium()
    })
    afterAll(() => browser?.close())

    it.each(CHROMIUM_CASES)('$name', async (one) => {
      const page = await browser.newPage()
      await check<ShopPage>(one, { origin: shop.origin, page })
      await page.close()
    })
  })

  it.skipIf(isPlain)('counts what it holds back under the rule that holds for it', async () => {
    await fetch(`${shop.origin}/inbox`)
    const cases = [...HTTP_CASES, ...(CHROMIUM === undefined ? [] : CHROMIUM_CASES)]
    const rules = new Set(cases.flatMap((one) => one.rules ?? []))
    const printed = shop.app.output().replace(/\s+/g, ' ')
    expect([...rules].filter((rule) => !printed.includes(` ${rule} (`))).toEqual([])
  })
})
