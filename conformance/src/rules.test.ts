import { catalog } from '@sentry-presets/catalog'
import { expect, test } from 'vitest'

test('judges by the reviewed rules', () => {
  const rules = catalog.flatMap((library) => library.rules ?? [])
  const lines = rules.map(({ id, verdict, veto, budget }) => {
    const limit = budget && `at most ${budget.max} per ${budget.per}`
    return [id, verdict, veto && 'veto', limit].filter(Boolean).join(' · ')
  })
  expect(lines).toMatchSnapshot()
})
