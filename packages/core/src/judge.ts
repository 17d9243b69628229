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
  const vetoes = createRuleIndex(rules.filter((rule) => rule.veto === true))
  const ordinary = createRuleIndex(rules.filter((rule) => rule.veto !== true))
  const wrapperIndex = createRuleIndex(wrappers)

  function readCarried(facts: Facts, error: ErrorFacts, walk: Walk): readonly ErrorFacts[] | undefined {
    const through =
      error.names[0] === 'AggregateError' ? AGGREGATE : wrapperIndex.first(facts, error)?.through
    if (!through || walk.depth >= DEPTH_READ) return undefined
    const { errors, isComplete } = error.children(through)
    walk.total.errors += errors.length
    return isComplete && errors.length > 0 && walk.total.errors <= ERRORS_READ ? errors : undefined
  }

  function findVeto(facts: Facts, error: ErrorFacts, walk: Walk): Judgement | undefined {
    const carried = readCarried(facts, error, walk)
    if (!carried) return toJudgement(vetoes.first(facts, error), error)
    for (const child of carried) {
      const veto = findVeto(facts, child, deeper(walk))
      if (veto) return veto
    }
    return undefined
  }

  function judgeError(facts: Facts, error: ErrorFacts, walk: Walk): Judgement {
    const rule = ordinary.first(facts, error)
    if (rule) return { verdict: rule.verdict, rule, decider: error }
    let gravest: Judgement | undefined
    for (const child of readCarried(facts, error, walk) ?? []) {
      const judgement = judgeError(facts, child, deeper(walk))
      if (!gravest || isGraver(judgement.verdict, gravest.verdict)) gravest = judgement
      if (gravest.verdict === 'bug') break
    }
    return gravest ?? { verdict: 'bug', rule: undefined, decider: error }
  }

  return (facts) => {
    const { error } = facts
    if (error) return findVeto(facts, error, newWalk()) ?? judgeError(facts, error, newWalk())
    const rule = vetoes.first(facts, undefined) ?? ordinary.first(facts, undefined)
    return toJudgement(rule, undefined) ?? UNKNOWN
  }
}

function toJudgement(rule: Rule | undefined, decider: ErrorFacts | undefined): Judgement | undefined {
  return rule && { verdict: rule.verdict, rule, decider }
}

/** How deep in the tree we are, and how many errors of it have been read. */
interface Walk {
  readonly depth: number
  readonly total: { errors: number }
}

function newWalk(): Walk {
  return { depth: 0, total: { errors: 1 } }
}

function deeper(walk: Walk): Walk {
  return { depth: walk.depth + 1, total: walk.total }
}

const UNKNOWN: Judgement = { verdict: 'bug', rule: undefined, decider: undefined }

/** The language's own wrapper. Node's happy eyeballs and `Promise.any` make it; some hang a cause on it too. */
const AGGREGATE = ['errors', 'cause']
