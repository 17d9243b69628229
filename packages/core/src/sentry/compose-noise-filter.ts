import { type Annotate, annotate, annotateFailure } from './annotate.js'
import { composeEngine, type EngineParts } from '../compose-engine.js'
import type { Decision } from '../verdicts/decision.js'
import type { Facts } from '../facts/facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import { createLedger, type LedgerSnapshot } from '../ledger/ledger.js'
import { reArm } from './re-arm.js'
import type { RecentNoise } from '../ledger/recent-noise.js'
import { isObject, readProperty } from '../facts/safe-read.js'
import type { SentryEvent, SentryHint } from './sentry-shapes.js'
import { type BeforeSend, callBeforeSend } from './user-before-send.js'

/** A filter's two hooks, which share every decision, and its account of what it held back. */
export interface ComposedFilter {
  readonly integration: FilterIntegration
  /** The SDK's last hook: judges what was left open, writes the finding on the event, calls the user's own hook. */
  readonly beforeSend: (user?: BeforeSend) => BeforeSend
}

/**
 * To be placed first, ahead of Dedupe and of the client's queue: it judges every error at once, since one that waits
 * keeps the SDK's mark and would be skipped at a boundary, and every line whose logger is known.
 * `client.getIntegrationByName('NoiseFilter')` gives access to the ledger.
 */
export interface FilterIntegration {
  readonly name: typeof INTEGRATION_NAME
  processEvent<Event extends SentryEvent>(event: Event, hint: SentryHint): Event | null
  readonly snapshot: () => LedgerSnapshot
}

export const INTEGRATION_NAME = 'NoiseFilter'

/** What a filter is put together from; what is left out, it does without. */
export interface FilterParts extends EngineParts {
  /** Writes the finding on what is sent. @default annotate */
  readonly annotate?: Annotate
  /** Tells on what is sent what was held back around it. */
  readonly recent?: RecentNoise
  /** Called at each capture; what it returns is called with the decision. */
  readonly follow?: () => Follow
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** @param decision undefined where the filter failed, so that the event is sent as it is */
type Follow = (decision: Decision | undefined, now: number) => void

/** One event between the two hooks. */
interface Capture {
  facts?: Facts
  decision?: Decision
  tree?: ErrorTree | undefined
  follow?: Follow | undefined
  /** The filter failed: the event goes on unjudged. */
  hasFailed?: true
}

/** Puts finished parts together; nothing is checked. */
export function composeNoiseFilter(parts: FilterParts): ComposedFilter {
  const { recent, now = Date.now, annotate: write = annotate } = parts
  const engine = composeEngine(parts)
  const ledger = createLedger()
  const captures = new WeakMap<SentryHint, Capture>()

  function open(hint: SentryHint): Capture {
    ledger.add('captured')
    const capture: Capture = {}
    captures.set(hint, capture)
    capture.follow = parts.follow?.()
    return capture
  }

  function settle(capture: Capture, facts: Facts, hint: SentryHint): Decision {
    const time = now()
    const judgement = engine.judge(facts)
    const decision = engine.decide(judgement, facts, time)
    capture.decision = decision
    capture.tree = judgement.tree
    if (decision.action === 'hold-back') {
      ledger.holdBack(decision, time)
      recent?.add(decision.identity, time)
      reArm(hint.originalException)
    }
    tell(capture, time)
    return decision
  }

  function tell({ follow, decision }: Capture, time: number): void {
    try {
      follow?.(decision, time)
    } catch {
      // Whoever follows must not cost an event; this one is counted already.
    }
  }

  function look<Event extends SentryEvent>(event: Event, hint: SentryHint, isLast: boolean): Event | null {
    try {
      const capture = (isLast && captures.get(hint)) || open(hint)
      if (capture.hasFailed) return event
      // Processors work on copies: what they have added since, the logger above all, is on the later event alone.
      if (!capture.decision) capture.facts = engine.readFacts(event, hint, capture.facts)
      const { facts } = capture
      if (!facts || (!isLast && parts.needsLogger?.(facts, hint))) return event
      const decision = capture.decision ?? settle(capture, facts, hint)
      if (decision.action === 'hold-back') return null
      return isLast
        ? write(event, { decision, facts, tree: capture.tree, suppressed: recent?.take(now()) })
        : event
    } catch (failure) {
      return failOpen(event, hint, failure)
    }
  }

  /** Whatever goes wrong in the filter, the event is sent and says so. */
  function failOpen<Event extends SentryEvent>(event: Event, hint: SentryHint, failure: unknown): Event {
    ledger.add('failures')
    tell({ follow: captures.get(hint)?.follow }, 0)
    captures.set(hint, { hasFailed: true })
    return annotateFailure(event, failure)
  }

  return {
    integration: {
      name: INTEGRATION_NAME,
      processEvent: (event, hint) => (isJudged(event, hint) ? look(event, hint, false) : event),
      snapshot: ledger.snapshot,
    },
    beforeSend:
      (user = pass) =>
      (event, hint) => {
        if (!isJudged(event, hint)) return user(event, hint)
        const finished = look(event, hint, true)
        if (finished === null) return null
        return callBeforeSend(user, finished, hint, (result, failure) => {
          if (result === null) ledger.add('discarded')
          else ledger.send(captures.get(hint)?.decision)
          return failure === undefined || result === null ? result : annotateFailure(result, failure)
        })
      },
  }
}

function pass(event: SentryEvent): SentryEvent {
  return event
}

/** Transactions, feedback and what the SDK reports of itself go by untouched. */
function isJudged(event: SentryEvent, hint: SentryHint): boolean {
  return event.type === undefined && isObject(hint) && readProperty(hint.data, '__sentry__') !== true
}
