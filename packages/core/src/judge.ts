import type { ErrorFacts } from './error-facts.js'
import type { Facts } from './facts.js'
import type { Wrapper } from './library.js'
import type { Rule } from './rule.js'
import { createRuleIndex } from './rule-index.js'
import { isGraver, type Verdict } from './verdict.js'

/** What was found, and by which rule. */
export interface Judgement {
  readonly verdict: Verdict
  /** Undefined where no rule spoke: unknown means bug. */
  readonly rule: Rule | undefined
  /** The error of the tree that decided; undefined for a message. */
  readonly decider: ErrorFacts | undefined
}

/** Judges an event by its facts alone: the same facts give the same judgement, in production and in replay. */
export type Judge = (facts: Facts) => Judgement

/** A tree that is larger, deeper or circular has parts nobody looked at, and so is a bug. */
const ERRORS_READ = 256
const DEPTH_READ = 16

/**
 * Vetoes are asked first, of every leaf. Then a rule on the outermost error decides alone; without one, a wrapper is
 * noise only if each error it carries is, and everything else is a bug.
 */
export function createJudge(rules: readonly Rule[], wrappers: readonly Wrapper[]): Judge {
  const vetoRules = rules.filter((rule) => rule.veto === true)
  const ordinaryRules = rules.filter((rule) => rule.veto !== true)
  const vetoes = createRuleIndex(vetoRules)
  const ordinary = createRuleIndex(ordinaryRules)
  const all = createRuleIndex([...vetoRules, ...ordinaryRules])
  const wrapperIndex = createRuleIndex(wrappers)

  function readTree(facts: Facts, error: ErrorFacts, depth: number, total: { errors: number }): Tree {
    const through =
      error.names[0] === 'AggregateError' ? AGGREGATE : wrapperIndex.first(facts, error)?.through
    if (!through || depth >= DEPTH_READ) return { error, carried: undefined }
    const { errors, isComplete } = error.children(through)
    total.errors += errors.length
    if (!isComplete || errors.length === 0 || total.errors > ERRORS_READ) return { error, carried: undefined }
    return { error, carried: errors.map((child) => readTree(facts, child, depth + 1, total)) }
  }

  function findVeto(facts: Facts, { error, carried }: Tree): Judgement | undefined {
    if (!carried) return toJudgement(vetoes.first(facts, error), error)
    for (const child of carried) {
      const veto = findVeto(facts, child)
      if (veto) return veto
    }
    return undefined
  }

  function judgeTree(facts: Facts, { error, carried = [] }: Tree): Judgement {
    const rule = ordinary.first(facts, error)
    if (rule) return { verdict: rule.verdict, rule, decider: error }
    let gravest: Judgement | undefined
    for (const child of carried) {
      const judgement = judgeTree(facts, child)
      if (!gravest || isGraver(judgement.verdict, gravest.verdict)) gravest = judgement
      if (gravest.verdict === 'bug') break
    }
    return gravest ?? toUnknown(error)
  }

  return (facts) => {
    const { error } = facts
    const tree = error && readTree(facts, error, 0, { errors: 1 })
    if (tree?.carried) return findVeto(facts, tree) ?? judgeTree(facts, tree)
    // What carries nothing is one leaf: its vetoes come first in the one list.
    return toJudgement(all.first(facts, error), error) ?? toUnknown(error)
  }
}

function toJudgement(rule: Rule | undefined, decider: ErrorFacts | undefined): Judgement | undefined {
  return rule && { verdict: rule.verdict, rule, decider }
}

function toUnknown(decider: ErrorFacts | undefined): Judgement {
  return { verdict: 'bug', rule: undefined, decider }
}

/** An error with those it carries; undefined where it carries none, or more than is looked at. */
interface Tree {
  readonly error: ErrorFacts
  readonly carried: readonly Tree[] | undefined
}

/** The language's own wrapper. Node's happy eyeballs and `Promise.any` make it; some hang a cause on it too. */
const AGGREGATE = ['errors', 'cause']
