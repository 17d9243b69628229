import { catalog } from '@sentry-presets/catalog'
import { createEngine, type ErrorFacts, type Facts, type Library } from '@sentry-presets/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../world/program.ts'
import { expectedStops, travel } from './journey.ts'
import { BUNDLE, type Case, type Proof } from './proof.ts'
import { listVariants } from './variants.ts'

/**
 * Runs every case of a proof, on each version of the library and on a minified bundle of it: each error is judged by the
 * whole catalogue, asked of every foreign rule, and taken through the real SDK.
 */
export function prove<Module, World>(proof: Proof<Module, World>): void {
  const { library, needs } = proof
  const isPossible = needs === undefined || hasProgram(needs)
  const title = `the rules for ${library.name}${needs === undefined ? '' : ` (with ${needs})`}`
  describe.skipIf(!isPossible)(title, () => {
    let world: World
    beforeAll(async () => {
      world = await proof.open()
    })
    afterAll(() => proof.close(world))

    for (const { name, load, isStopping } of listRounds(proof)) {
      const cases = proof.cases.filter(
        ({ only = [name], phase }) => only.includes(name) && (phase === 'shutdown') === isStopping,
      )
      describe.skipIf(cases.length === 0)(`${name}${isStopping ? ', on shutdown' : ''}`, () => {
        let module: Module
        beforeAll(async () => {
          module = await load()
        })

        it.each(cases)('$name', async (stated) => {
          const error = await stated.provoke(module, world)
          const expected = name === BUNDLE ? inBundle(stated) : stated
          await check(error, expected, library)
        })
      })
    }
  })
}

/** Each variant twice: a process that stops does not run again, so what is seen on shutdown comes at the very end. */
function listRounds<Module, World>(proof: Proof<Module, World>) {
  const variants = listVariants<Module, World>(proof)
  return [false, true].flatMap((isStopping) => variants.map((variant) => ({ ...variant, isStopping })))
}

type Expected = Omit<Case<never, never>, 'provoke' | 'inBundle' | 'only'>

/** A minifier leaves neither the name of a class nor a path, so only what the rules say of the error is held to. */
function inBundle<Module, World>(stated: Case<Module, World>): Expected {
  const anything = { ...stated, identity: /^/, decider: /^/ }
  if (stated.inBundle === undefined) return anything
  if (stated.inBundle === 'cannot tell') return { ...anything, verdict: 'bug', rule: undefined }
  return { ...anything, ...stated.inBundle }
}

async function check(error: unknown, expected: Expected, library: Library): Promise<void> {
  const facts = readFacts(error, expected)
  const judgement = createCatalogEngine(expected).judge(facts)
  const { verdict, rule, decider } = judgement
  const identity = facts.error?.identity
  expect({ identity, verdict, rule: rule?.id, decider: decider?.identity }).toEqual({
    identity: fit(expected.identity, identity),
    verdict: expected.verdict,
    rule: expected.rule,
    decider: fit(expected.decider ?? expected.identity, decider?.identity),
  })
  expect(findForeignRules(facts, library.name)).toEqual([])
  expect(await travel(error, expected)).toEqual(expectedStops(error, judgement))
}

/** What was found, where it fits the pattern; otherwise what was expected, for the test to show. */
function fit(expected: string | RegExp, found: string | undefined): string | undefined {
  if (typeof expected === 'string') return expected
  return found !== undefined && expected.test(found) ? found : expected.source
}

function createCatalogEngine({ phase = 'running' }: Expected) {
  return createEngine({ libraries: catalog, options: {}, phase: () => phase })
}

function readFacts(original: unknown, expected: Expected): Facts {
  const event = expected.inRequest ? { request: { method: 'POST', url: 'https://shop.test/' } } : {}
  return createCatalogEngine(expected).readFacts(event, { originalException: original })
}

/** Rules of other libraries, Node's own apart, that would match the error, or one that it carries and is not theirs. */
function findForeignRules(facts: Facts, own: string): readonly string[] {
  return collectErrors(facts.error).flatMap((error) =>
    catalog
      .filter(({ name }) => ![own, error.package, 'node'].includes(name))
      .flatMap(({ rules = [] }) => rules)
      .filter((rule) => rule.when(facts, error))
      .map((rule) => `${rule.id} matches ${error.identity}`),
  )
}

/** Every field that some library carries errors in. */
const CARRYING_FIELDS = [
  ...new Set(catalog.flatMap(({ wrappers = [] }) => wrappers.flatMap(({ through }) => through))),
]

function collectErrors(error: ErrorFacts | undefined, depth = 0): readonly ErrorFacts[] {
  if (!error || depth > 5) return []
  const carried = error.children(CARRYING_FIELDS).errors
  return [error, ...carried.flatMap((child) => collectErrors(child, depth + 1))]
}
