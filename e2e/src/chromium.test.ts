import { describe, expect, it } from 'vitest'
import { CHROMIUM, NO_CHROMIUM, openChromium } from './chromium.ts'

describe.skipIf(CHROMIUM === undefined)(`Chromium${NO_CHROMIUM}`, () => {
  it('runs the scripts of a page', async () => {
    await using browser = await openChromium()
    const page = await browser.newPage()
    await page.setContent('<title>a</title><script>document.title += "b"</script>')
    expect(await page.title()).toBe('ab')
  })
})
