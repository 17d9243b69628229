import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM, NO_CHROMIUM, openChromium } from './chromium.ts'
import { type AppVariant, buildApp, findBuiltExample } from './nextjs/build-app.ts'
import { CHROMIUM_CASES } from './nextjs/chromium-cases.ts'
import { HTTP_CASES, type ShopCase } from './nextjs/http-cases.ts'
import { NEXT_15_FILES, PLAIN_CONFIGS, UNCHECKED_CONFIG } from './nextjs/variant-files.ts'
import { readTitle } from './nextjs/read-title.ts'
import { type Shop, startShop } from './nextjs/start-shop.ts'

interface Variant {
  readonly title: string
  /** The example as it is where left out. */
  readonly copy?: AppVariant
  readonly isPlain?: boolean
  /** Titles that read otherwise here, or do not arrive. */
  readonly titles?: Readonly<Record<string, string | null>>
  /** Rules that have nothing to do here. */
  readonly idle?: readonly string[]
}

const EXAMPLE = 'examples/nextjs'

const VARIANTS: readonly Variant[] = [
  {
    title: 'Next 16 without the preset',
    copy: { name: 'next-16-plain', dependencies: EXAMPLE, files: PLAIN_CONFIGS },
    isPlain: true,
  },
  { title: 'Next 16' },
  {
    title: 'Next 16 with webpack',
    copy: { name: 'next-16-webpack', dependencies: EXAMPLE, bundler: 'webpack' },
    // There the SDK wraps the handler, and captures where it runs.
    titles: { 'server Error: The edge has no price': 'edge Error: The edge has no price' },
  },
  {
    title: 'Next 15',
    copy: { name: 'next-15', dependencies: 'e2e/next-15', files: NEXT_15_FILES },
    // There the proxy runs at the edge, and the handlers of the edge are captured where they run.
    titles: {
      'server Error: The edge has no price': 'edge Error: The edge has no price',
      'server Error: The proxy has no session store': 'edge Error: The proxy has no session store',
      'server Error: NEXT_REDIRECT': 'edge Error: NEXT_REDIRECT',
    },
  },
  {
    title: 'Next 16 and SDK 11',
    copy: { name: 'next-16-sentry-11', dependencies: 'e2e/next-sentry-11', files: UNCHECKED_CONFIG },
    // SDK 11 itself drops everything with this digest, the failure included, and captures no signals of actions.
    titles: { 'server Error: An error occurred in the Server Components render.': null },
    idle: ['server next/signal-passed-on'],
  },
]

describe.each(VARIANTS)('the shop on $title', ({ copy, isPlain = false, titles = {}, idle = [] }) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await startShop(copy ? await buildApp(copy) : findBuiltExample())
  })
  afterAll(() => shop?.[Symbol.asyncDispose]())

  function expected<Visitor>(one: ShopCase<Visitor>): readonly string[] {
    return (isPlain ? one.without : one.with).flatMap((title) => readOtherwise(title, titles)).sort()
  }

  /** What arrived, each title as far as the table has it. */
  async function play<Visitor>(one: ShopCase<Visitor>, visitor: Visitor): Promise<readonly string[]> {
    const known = expected(one)
    await one.act(visitor)
    const arrived = (await shop.arrivals(known.length)).map(readTitle)
    return arrived.map((title) => known.find((beginning) => title.startsWith(beginning)) ?? title).sort()
  }

  it.each(HTTP_CASES)('$name', async (one) => {
    expect(await play(one, shop.origin)).toEqual(expected(one))
  })

  describe.skipIf(CHROMIUM === undefined)(`in Chromium${NO_CHROMIUM}`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openChromium()
    })
    afterAll(() => browser?.close())

    it.each(CHROMIUM_CASES)('$name', async (one) => {
      const page = await browser.newPage()
      expect(await play(one, { origin: shop.origin, page })).toEqual(expected(one))
      await page.close()
    })
  })

  it('counts what it holds back under the rule that holds for it', async () => {
    await fetch(`${shop.origin}/inbox`)
    const cases = [...HTTP_CASES, ...(CHROMIUM === undefined ? [] : CHROMIUM_CASES)]
    const rules = [...new Set(cases.flatMap((one) => one.rules ?? []))]
    const printed = shop.app.output().replace(/\s+/g, ' ')
    const idleHere = isPlain ? rules : idle
    expect(rules.filter((rule) => !printed.includes(` ${rule} (`))).toEqual(idleHere)
  })
})

function readOtherwise(title: string, titles: NonNullable<Variant['titles']>): readonly string[] {
  const read = titles[title]
  return read === null ? [] : [read ?? title]
}
