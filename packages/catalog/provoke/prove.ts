import { createEngine, type ErrorFacts, type Facts } from '@sentry-presets/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../src/index.js'
import type { Case, Proof } from './proof.js'

/** Runs every case of a proof: each error is judged by the whole catalogue, and asked of every foreign rule. */
export function prove<World>(proof: Proof<World>): void {
  describe(`the rules for ${proof.library.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await proof.open()
    }, 60_000)
    afterAll(() => proof.close(world))

    it.each(proof.cases)('$name', async (expected) => {
      const original = await expected.provoke(world)
      const facts = readFacts(original, expected)
      const judged = judge(facts, expected)
      expect(judged).toEqual({
        identity: fit(expected.identity, judged.identity),
        verdict: expected.verdict,
        rule: expected.rule,
        decider: fit(expected.decider ?? expected.identity, judged.decider),
      })
      expect(findForeignRules(facts, proof.library.name)).toEqual([])
    })
  })
}

/** What was found, where it fits the pattern; otherwise what was expected, for the test to show. */
function fit(expected: string | RegExp, found: string | undefined): string | undefined {
  if (typeof expected === 'string') return expected
  return found !== undefined && expected.test(found) ? found : expected.source
}

type AnyCase = Pick<Case<never>, 'phase' | 'inRequest'>

function createCatalogEngine({ phase = 'running' }: AnyCase) {
  return createEngine({ libraries: catalog, options: {}, phase: () => phase })
}

function readFacts(original: unknown, expected: AnyCase): Facts {
  const event = expected.inRequest ? { request: { method: 'POST', url: 'https://shop.test/' } } : {}
  return createCatalogEngine(expected).readFacts(event, { originalException: original })
}

function judge(facts: Facts, expected: AnyCase) {
  const { verdict, rule, decider } = createCatalogEngine(expected).judge(facts)
  return { identity: facts.error?.identity, verdict, rule: rule?.id, decider: decider?.identity }
}

/** Rules of other libraries, Node's own apart, that would match the error or one that it carries. */
function findForeignRules(facts: Facts, own: string): readonly string[] {
  const rules = catalog
    .filter((library) => library.name !== own && library.name !== 'node')
    .flatMap((library) => library.rules ?? [])
  return collectErrors(facts.error).flatMap((error) =>
    rules.filter((rule) => rule.when(facts, error)).map((rule) => `${rule.id} matches ${error.identity}`),
  )
}

const CARRYING_FIELDS = ['cause', 'errors', 'error', 'originalError', 'lastNodeError', 'previousErrors']

function collectErrors(error: ErrorFacts | undefined, depth = 0): readonly ErrorFacts[] {
  if (!error || depth > 5) return []
  const carried = error.children(CARRYING_FIELDS).errors
  return [error, ...carried.flatMap((child) => collectErrors(child, depth + 1))]
}
