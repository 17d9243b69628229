import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CATALOGUE_PAGE, writeCatalogue } from './catalogue-page.ts'

it('is what the rules and their proofs say: npm run catalogue', async () => {
  expect(readFileSync(CATALOGUE_PAGE, 'utf8')).toBe(await writeCatalogue())
})
