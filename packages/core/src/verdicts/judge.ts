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
interface Finding extends Omit<Judgement, 'tree'> {
  /** Nothing above it in the tree can say otherwise. */
  readonly isFinal: boolean
}

/** Judges an event by its facts alone: the same facts give the same judgement, in production and in replay. */
export type Judge = (facts: Facts) => Judgement

/** A tree that is larger, deeper or circular has parts nobody looked at, and so is a bug. */
const ERRORS_READ = 256
const DEPTH_READ = 16

/**
 * A veto of any leaf is final. Else a rule on the outermost error decides alone; without one, a wrapper is noise only
 * if each error it carries is, and everything else is a bug.
 */
export function createJudge(rules: readonly Rule[], wrappers: readonly Wrapper[]): Judge {
  const ordinaryRules = rules.filter((rule) => !rule.veto)
  const all = createRuleIndex([...rules.filter((rule) => rule.veto), ...ordinaryRules])
  const ordinary = createRuleIndex(ordinaryRules)
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

  function judgeTree(facts: Facts, { error, carried, isUnread }: ErrorTree): Finding {
    // A veto may hold for a leaf that was not read, so no rule on what carries it can speak for it.
    if (isUnread) return { ...UNKNOWN, decider: error, isFinal: true }
    if (!carried) return toFinding(all.first(facts, error), error)
    let gravest: Finding | undefined
    for (const child of carried) {
      const finding = judgeTree(facts, child)
      if (finding.isFinal) return finding
      if (!gravest || isGraver(finding.verdict, gravest.verdict)) gravest = finding
    }
    const rule = ordinary.first(facts, error)
    return (!rule && gravest) || toFinding(rule, error)
  }

  return (facts) => {
    const tree = facts.error && readTree(facts, facts.error, 0, { errors: 1 })
    const { verdict, rule, decider } = tree
      ? judgeTree(facts, tree)
      : toFinding(all.first(facts, undefined), undefined)
    return { verdict, rule, decider, tree }
  }
}

const UNKNOWN = { verdict: 'bug', rule: undefined } as const

function toFinding(rule: Rule | undefined, decider: ErrorFacts | undefined): Finding {
  return { verdict: rule?.verdict ?? 'bug', rule, decider, isFinal: rule?.veto === true }
}

/** The language's own wrapper. Node's happy eyeballs and `Promise.any` make it; some hang a cause on it too. */
const AGGREGATE = ['errors', 'cause']
