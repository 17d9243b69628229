import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, it } from 'vitest'
import * as lean from './lean.js'

it('exports exactly the public API', () => {
  expect(Object.keys(lean).toSorted()).toMatchInlineSnapshot(`
    [
      "ConfigError",
      "addOwnIntegrations",
      "allMatcher",
      "anyMatcher",
      "conditionMatcher",
      "createLeanFilter",
      "errorMatcher",
      "fieldMatcher",
      "levelMatcher",
      "mechanismMatcher",
      "messageMatcher",
      "notMatcher",
      "originMatcher",
      "statusMatcher",
      "withoutErrorMatcher",
    ]
  `)
})

/** What the filter and the questions of a browser preset may weigh; measured, and a little room for the next fix. */
const LIMIT = 5_700

it(`brings at most ${LIMIT} bytes of gzip into a bundle`, async () => {
  expect(
    await measure(
      'export { createLeanFilter, allMatcher, anyMatcher, conditionMatcher, errorMatcher, mechanismMatcher, messageMatcher, notMatcher }',
    ),
  ).toBeLessThanOrEqual(LIMIT)
})

it('brings nothing of what is not used', async () => {
  expect(await measure('export { ConfigError }')).toBeLessThan(300)
})

async function measure(use: string): Promise<number> {
  const lean = fileURLToPath(new URL('./lean.ts', import.meta.url))
  const bundle = await rolldown({
    input: 'entry',
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : undefined),
        load: (id) => (id === 'entry' ? `${use} from ${JSON.stringify(lean)}` : undefined),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  return gzipSync(output[0].code, { level: 9 }).length
}
