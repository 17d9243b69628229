import { createNoiseFilter, match, type Rule } from '@sentry-presets/core'
import { expect, test } from 'vitest'
import { browserRules } from './browser-rules.js'

// The lean filter takes its preset's rules on trust; here they are held to what the full one demands.

test('judges by the reviewed rules', () => {
  const lines = browserRules.map(({ id, verdict, atBoundary, budget }) => {
    const limit = budget && `at most ${budget.max} per ${budget.per} ms`
    return [id, verdict, atBoundary, limit].filter(Boolean).join(' · ')
  })
  expect(lines).toMatchInlineSnapshot(`
    [
      "browser/extension · control-flow",
      "browser/injected-script · control-flow",
      "browser/resize-observer-loop · control-flow",
      "browser/script-error · transient · count",
      "browser/aborted · control-flow",
      "browser/network-gone · transient · count",
      "browser/chunk-load · transient · count · at most 1 per 3600000 ms",
      "browser/translated · transient · count",
    ]
  `)
})

test('has rules that the full filter takes', () => {
  const library = { name: 'browser', rules: browserRules as readonly Rule[] }
  expect(() => createNoiseFilter({ libraries: [library], options: {} })).not.toThrow()
})

test('gives whole sentences as reasons', () => {
  for (const { reason } of browserRules) expect(reason).toMatch(/^[A-Z].*\.$/)
})

test('has no pattern that could backtrack', () => {
  const patterns = browserRules.flatMap(({ when }) => findPatterns(when.question))
  expect(patterns.length).toBeGreaterThanOrEqual(browserRules.length)
  // The question that people write checks its pattern.
  for (const pattern of patterns) expect(() => match.message(pattern)).not.toThrow()
})

function findPatterns(question: readonly unknown[]): RegExp[] {
  return question.flatMap((part) => {
    if (part instanceof RegExp) return [part]
    // A part that is a question itself carries it, as every matcher does.
    return typeof part === 'function' ? findPatterns((part as Rule['when']).question) : []
  })
}
