import type { ErrorFacts } from '../facts/error-facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import type { Facts } from '../facts/facts.js'
import { createLeafJudge, type Judge, type Judgement } from './leaf-judge.js'
import type { Wrapper } from '../rules/library.js'
import { coveringNames } from '../rules/logger-name.js'
import type { Rule } from '../rules/rule.js'
import { createRuleIndex } from '../rules/rule-index.js'
import { isGraver } from '../rules/verdict.js'

/** What was found of one branch. */
interface Finding extends Judgement {
  /** Nothing above it in the tree can say otherwise. */
  readonly isFinal?: true
}

/** A tree that is larger, deeper or circular has parts nobody looked at, and so is a bug. */
const ERRORS_READ = 256
const DEPTH_READ = 16

/**
 * A veto of any leaf is final. Else a rule on the outermost error decides alone; without one, a wrapper is noise only
 * if each error it carries is, and everything else is a bug.
 */
export function createJudge(rules: readonly Rule[], wrappers: readonly Wrapper[]): Judge {
  const judgeLeaf = createLeafJudge(rules, coveringNames)
  const ordinary = createRuleIndex(
    rules.filter((rule) => !rule.veto),
    coveringNames,
  )
  const wrapperIndex = createRuleIndex(wrappers, coveringNames)

  function readTree(facts: Facts, error: ErrorFacts, depth: number, total: { errors: number }): ErrorTree {
    const through =
      error.names[0] === 'AggregateError' ? AGGREGATE : wrapperIndex.first(facts, error)?.through
    if (!through) return { error }
    if (depth >= DEPTH_READ) return { error, isUnread: true }
    const { errors, isComplete } = error.children(through)
    total.errors += errors.length
    if (!isComplete || total.errors > ERRORS_READ) return { error, isUnread: true }
    if (errors.length === 0) return { error }
    return { error, carried: errors.map((child) => readTree(facts, child, depth + 1, total)) }
  }

  function judgeTree(facts: Facts, { error, carried, isUnread }: ErrorTree): Finding {
    // A veto may hold for a leaf that was not read, so no rule on what carries it can speak for it.
    if (isUnread) return { verdict: 'bug', rule: undefined, decider: error, isFinal: true }
    if (!carried) return judgeLeaf(facts, error)
    let gravest: Finding | undefined
    for (const child of carried) {
      const finding = judgeTree(facts, child)
      if (finding.isFinal || finding.rule?.veto) return { ...finding, isFinal: true }
      if (!gravest || isGraver(finding.verdict, gravest.verdict)) gravest = finding
    }
    const rule = ordinary.first(facts, error)
    if (rule) return { verdict: rule.verdict, rule, decider: error }
    return gravest ?? judgeLeaf(facts, error)
  }

  return (facts) => {
    if (!facts.error) return judgeLeaf(facts)
    const tree = readTree(facts, facts.error, 0, { errors: 1 })
    // Most errors carry nothing.
    const { verdict, rule, decider } =
      tree.carried || tree.isUnread ? judgeTree(facts, tree) : judgeLeaf(facts, tree.error)
    return { verdict, rule, decider, tree }
  }
}

/** The language's own wrapper. Node's happy eyeballs and `Promise.any` make it; some hang a cause on it too. */
const AGGREGATE = ['errors', 'cause']
