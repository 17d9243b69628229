import type { ErrorFacts } from '../facts/error-facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import type { Facts } from '../facts/facts.js'
import type { Wrapper } from '../rules/library.js'
import type { Rule } from '../rules/rule.js'
import { createRuleIndex } from '../rules/rule-index.js'
import { isGraver, type Verdict } from '../rules/verdict.js'

/** What was found, and by which rule. */
export interface Judgement {
  readonly verdict: Verdict
  /** Undefined where no rule spoke: unknown means bug. */
  readonly rule: Rule | undefined
  /** The error of the tree that decided; undefined for a message. */
  readonly decider: ErrorFacts | undefined
  /** The captured error with those it carries; undefined for a message. */
  readonly tree: ErrorTree | undefined
}

/** Who decided, before it is put beside the whole tree. */
type Finding = Omit<Judgement, 'tree'>

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

  function readTree(facts: Facts, error: ErrorFacts, depth: number, total: { errors: number }): ErrorTree {
    const through =
      error.names[0] === 'AggregateError' ? AGGREGATE : wrapperIndex.first(facts, error)?.through
    if (!through) return { error, carried: undefined }
    if (depth >= DEPTH_READ) return { error, carried: undefined, isUnread: true }
    const { errors, isComplete } = error.children(through)
    total.errors += errors.length
    if (!isComplete || total.errors > ERRORS_READ) return { error, carried: undefined, isUnread: true }
    if (errors.length === 0) return { error, carried: undefined }
    return { error, carried: errors.map((child) => readTree(facts, child, depth + 1, total)) }
  }

  function findVeto(facts: Facts, { error, carried, isUnread }: ErrorTree): Finding | undefined {
    // A veto may hold for a leaf that was not read, so no rule on what carries it can speak for it.
    if (isUnread) return toUnknown(error)
    if (!carried) return toFinding(vetoes.first(facts, error), error)
    for (const child of carried) {
      const veto = findVeto(facts, child)
      if (veto) return veto
    }
    return undefined
  }

  function judgeTree(facts: Facts, { error, carried = [] }: ErrorTree): Finding {
    const rule = ordinary.first(facts, error)
    if (rule) return { verdict: rule.verdict, rule, decider: error }
    let gravest: Finding | undefined
    for (const child of carried) {
      const judgement = judgeTree(facts, child)
      if (!gravest || isGraver(judgement.verdict, gravest.verdict)) gravest = judgement
      if (gravest.verdict === 'bug') break
    }
    return gravest ?? toUnknown(error)
  }

  function find(facts: Facts, tree: ErrorTree | undefined): Finding {
    if (tree?.carried || tree?.isUnread) return findVeto(facts, tree) ?? judgeTree(facts, tree)
    // What carries nothing is one leaf: its vetoes come first in the one list.
    return toFinding(all.first(facts, tree?.error), tree?.error) ?? toUnknown(tree?.error)
  }

  return (facts) => {
    const tree = facts.error && readTree(facts, facts.error, 0, { errors: 1 })
    const { verdict, rule, decider } = find(facts, tree)
    return { verdict, rule, decider, tree }
  }
}

function toFinding(rule: Rule | undefined, decider: ErrorFacts | undefined): Finding | undefined {
  return rule && { verdict: rule.verdict, rule, decider }
}

function toUnknown(decider: ErrorFacts | undefined): Finding {
  return { verdict: 'bug', rule: undefined, decider }
}

/** The language's own wrapper. Node's happy eyeballs and `Promise.any` make it; some hang a cause on it too. */
const AGGREGATE = ['errors', 'cause']
