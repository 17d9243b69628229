import { catalog } from '@sentry-presets/catalog'
import {
  createEngine,
  type ErrorFacts,
  type Facts,
  type Library,
  type Phase,
  type Verdict,
} from '@sentry-presets/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasProgram } from '../world/program.ts'
import { expectedStops, type Stop, travel } from './journey.ts'
import { BUNDLE, type Case, type Proof } from './proof.ts'
import { listVariants } from './variants.ts'

/**
 * Runs every case of a proof, on each version of the library and on a minified bundle of it: each error is judged by the
 * whole catalogue, asked of every foreign rule, and taken through the real SDK.
 */
export function prove<Module, World>(proof: Proof<Module, World>): void {
  const { library, needs } = proof
  const isPossible = needs === undefined || hasProgram(needs)
  const condition = needs === undefined ? '' : ` (with ${needs})`
  describe.skipIf(!isPossible)(`the rules for ${library.name}${condition}`, () => {
    let world: World
    beforeAll(async () => {
      world = await proof.open()
    })
    afterAll(() => proof.close(world))

    for (const { name, title, load, cases } of listRounds(proof)) {
      if (cases.length === 0) continue
      describe(`on ${title}`, () => {
        let module: Module
        beforeAll(async () => {
          module = await load()
        })

        it.each(cases)('$name', async (stated) => {
          const error = await stated.provoke(module, world)
          const expected = name === BUNDLE ? inBundle(stated) : stated
          const observed = await observe(error, expected, library)
          expect(observed).toEqual(toObservation(error, expected, observed))
        })
      })
    }
  })
}

/** Each variant twice: a process that stops does not run again, so what is seen on shutdown comes at the very end. */
function listRounds<Module, World>(proof: Proof<Module, World>) {
  return [false, true].flatMap((isStopping) =>
    listVariants<Module, World>(proof).map(({ name, load }) => ({
      name,
      load,
      title: isStopping ? `${name}, on shutdown` : name,
      cases: proof.cases.filter(
        ({ only = [name], phase }) => only.includes(name) && (phase === 'shutdown') === isStopping,
      ),
    })),
  )
}

type Expected = Omit<Case<never, never>, 'provoke' | 'inBundle' | 'only'>

/** A minifier leaves neither the name of a class nor a path, so only what the rules say of the error is held to. */
function inBundle<Module, World>(stated: Case<Module, World>): Expected {
  const anything = { ...stated, identity: /^/, decider: /^/ }
  if (stated.inBundle === undefined) return anything
  if (stated.inBundle === 'cannot tell') return { ...anything, verdict: 'bug', rule: undefined }
  return { ...anything, ...stated.inBundle }
}

/** What became of one error. */
interface Observation {
  readonly identity: string | undefined
  readonly verdict: Verdict
  readonly rule: string | undefined
  readonly decider: string | undefined
  /** Rules of other libraries that match as well. */
  readonly confusedWith: readonly string[]
  /** Where it arrived on its journey through the SDK. */
  readonly arrivedFrom: readonly Stop[]
  readonly isSeenBefore: boolean
}

async function observe(error: unknown, expected: Expected, library: Library): Promise<Observation> {
  const engine = ENGINES[expected.phase ?? 'running']
  const event = expected.inRequest ? { request: { method: 'POST', url: 'https://shop.test/' } } : {}
  const facts = engine.readFacts(event, { originalException: error })
  const { verdict, rule, decider } = engine.judge(facts)
  return {
    identity: facts.error?.identity,
    verdict,
    rule: rule?.id,
    decider: decider?.identity,
    confusedWith: findForeignRules(facts, library.name).filter((id) => id !== expected.rule),
    ...(await travel(error, expected)),
  }
}

function toObservation(error: unknown, expected: Expected, observed: Observation): Observation {
  const { identity, decider = identity, verdict, rule } = expected
  return {
    identity: fit(identity, observed.identity),
    verdict,
    rule,
    decider: fit(decider, observed.decider),
    confusedWith: [],
    arrivedFrom: expectedStops(error, verdict, RULES.get(rule ?? ''), observed.isSeenBefore),
    isSeenBefore: observed.isSeenBefore,
  }
}

const RULES = new Map(catalog.flatMap(({ rules = [] }) => rules.map((rule) => [rule.id, rule])))

/** What was found, where it fits the pattern; otherwise what was expected, for the test to show. */
function fit(expected: string | RegExp, found: string | undefined): string | undefined {
  if (typeof expected === 'string') return expected
  return found !== undefined && expected.test(found) ? found : expected.source
}

/** Judging changes nothing in an engine, so one serves every case of its phase. */
const ENGINES = {
  startup: createCatalogEngine('startup'),
  running: createCatalogEngine('running'),
  shutdown: createCatalogEngine('shutdown'),
}

function createCatalogEngine(phase: Phase) {
  return createEngine({ libraries: catalog, options: {}, phase: () => phase })
}

/** Rules of other libraries, Node's own apart, that would match the error, or one that it carries and is not theirs. */
function findForeignRules(facts: Facts, own: string): readonly string[] {
  return collectErrors(facts.error).flatMap((error) =>
    catalog
      .filter(({ name }) => ![own, error.package, 'node'].includes(name))
      .flatMap(({ rules = [] }) => rules)
      .filter((rule) => rule.when(facts, error))
      .map(({ id }) => id),
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
