import { annotate, annotateFailure } from './annotate.js'
import { composeEngine, type EngineParts } from '../compose-engine.js'
import type { Decision } from '../verdicts/decide.js'
import type { Facts } from '../facts/facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import { createLedger, type LedgerSnapshot } from '../ledger/ledger.js'
import { reArm } from './re-arm.js'
import { createRecentNoise } from '../ledger/recent-noise.js'
import type { Reporter } from '../ledger/reporter.js'
import { isObject, readProperty } from '../facts/safe-read.js'
import type { RequestSession, SentryClient, SentryEvent, SentryHint } from './sentry-shapes.js'
import type { SessionKeeper } from './session-keeper.js'
import { type BeforeSend, callBeforeSend } from './user-before-send.js'

/** The filter's two hooks, which share every decision, and its account of what it held back. */
export interface NoiseFilter {
  readonly integration: NoiseIntegration
  /** The SDK's last hook: judges what was left open, writes the finding on the event, calls the user's own hook. */
  beforeSend(user?: BeforeSend): BeforeSend
}

/**
 * To be placed first, ahead of Dedupe and of the client's queue: it judges every error at once, since one that waits
 * keeps the SDK's mark and would be skipped at a boundary, and every line whose logger is known.
 * `client.getIntegrationByName('NoiseFilter')` gives access to the ledger.
 */
export interface NoiseIntegration {
  readonly name: typeof INTEGRATION_NAME
  setup(client: SentryClient): void
  processEvent<Event extends SentryEvent>(event: Event, hint: SentryHint): Event | null
  readonly snapshot: () => LedgerSnapshot
  /** Calls `onReport` now. */
  readonly report: () => void
}

export const INTEGRATION_NAME = 'NoiseFilter'

/** What a filter is put together from; whatever is left out, it does without. */
export interface FilterParts extends EngineParts {
  readonly sessions?: SessionKeeper
  readonly createReporter?: (snapshot: () => LedgerSnapshot) => Reporter
  /** Told of everything that is held back, at once. */
  readonly onHoldBack?: (decision: Decision) => void
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** One event between the two hooks. */
interface Capture {
  /** Undefined where the filter failed: the event goes on unjudged. */
  facts: Facts | undefined
  readonly session: RequestSession | undefined
  decision?: Decision
  tree?: ErrorTree | undefined
}

/** Puts finished parts together; nothing is checked. */
export function composeNoiseFilter(parts: FilterParts): NoiseFilter {
  const { sessions, onHoldBack, now = Date.now } = parts
  const engine = composeEngine(parts)
  const ledger = createLedger()
  const recent = createRecentNoise()
  const reporter = parts.createReporter?.(ledger.snapshot)
  const captures = new WeakMap<SentryHint, Capture>()

  function open(event: SentryEvent, hint: SentryHint): Capture {
    ledger.add('captured')
    const capture: Capture = { facts: engine.readFacts(event, hint), session: sessions?.current() }
    captures.set(hint, capture)
    return capture
  }

  /** Processors work on copies, so what they have added since, the logger above all, is on this event alone. */
  function reopen(event: SentryEvent, hint: SentryHint): Capture {
    const capture = captures.get(hint)
    if (!capture) return open(event, hint)
    if (capture.facts && !capture.decision) capture.facts = engine.readFacts(event, hint, capture.facts)
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
      recent.add(decision.identity, time)
      tell(decision)
      reArm(hint.originalException)
    }
    if (decision.isHealthy) sessions?.restore(capture.session)
    else sessions?.confirm(capture.session)
    reporter?.tick(time)
    return decision
  }

  function tell(decision: Decision): void {
    try {
      onHoldBack?.(decision)
    } catch {
      // Whoever listens must not cost an event; this one is counted already.
    }
  }

  /** Whatever goes wrong in the filter, the event is sent and says so. */
  function failOpen<Event extends SentryEvent>(event: Event, hint: SentryHint, failure: unknown): Event {
    ledger.add('failures')
    const session = captures.get(hint)?.session ?? sessions?.current()
    sessions?.confirm(session)
    captures.set(hint, { facts: undefined, session })
    return annotateFailure(event, failure)
  }

  function processEvent<Event extends SentryEvent>(event: Event, hint: SentryHint): Event | null {
    if (!isJudged(event, hint)) return event
    try {
      const capture = open(event, hint)
      const { facts } = capture
      if (!facts || engine.needsLogger(facts, hint)) return event
      return settle(capture, facts, hint).action === 'hold-back' ? null : event
    } catch (failure) {
      return failOpen(event, hint, failure)
    }
  }

  function finish(event: SentryEvent, hint: SentryHint): SentryEvent | null {
    try {
      const capture = reopen(event, hint)
      const { facts } = capture
      if (!facts) return event
      const decision = capture.decision ?? settle(capture, facts, hint)
      if (decision.action === 'hold-back') return null
      return annotate(event, { decision, facts, tree: capture.tree, suppressed: recent.take(now()) })
    } catch (failure) {
      return failOpen(event, hint, failure)
    }
  }

  return {
    integration: {
      name: INTEGRATION_NAME,
      setup: (client) => void (reporter && client.on?.('close', reporter.report)),
      processEvent,
      snapshot: ledger.snapshot,
      report: () => reporter?.report(),
    },
    beforeSend: (user) => (event, hint) => {
      if (!isJudged(event, hint)) return user ? user(event, hint) : event
      const finished = finish(event, hint)
      if (finished === null) return null
      return callBeforeSend(user ?? pass, finished, hint, (result, failure) => {
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
