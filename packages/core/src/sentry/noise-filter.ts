import { annotate, annotateFailure } from './annotate.js'
import type { Decision } from '../verdicts/decide.js'
import { CORE, createEngine, type EngineSetup } from '../engine.js'
import type { Facts } from '../facts/facts.js'
import type { ErrorTree } from '../facts/error-tree.js'
import { createLedger, type LedgerSnapshot } from '../ledger/ledger.js'
import { reArm } from './re-arm.js'
import { createRecentNoise } from '../ledger/recent-noise.js'
import { createReporter } from '../ledger/reporter.js'
import { isObject, readProperty } from '../facts/safe-read.js'
import type { RequestSession, SentryClient, SentryEvent, SentryHint } from './sentry-shapes.js'
import { createSessionKeeper } from './session-keeper.js'
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

/** One event between the two hooks. */
interface Capture {
  /** Undefined where the filter failed: the event goes on unjudged. */
  facts: Facts | undefined
  readonly session: RequestSession | undefined
  decision: Decision | undefined
  tree?: ErrorTree | undefined
}

/** @throws {ConfigError} for anything wrong in the options or in the libraries */
export function createNoiseFilter(setup: EngineSetup): NoiseFilter {
  const { options, place = CORE } = setup
  const { now = Date.now } = options
  const engine = createEngine(setup)
  const ledger = createLedger()
  const recent = createRecentNoise()
  const sessions = createSessionKeeper(options.sdk)
  const reporter = createReporter(options, ledger.snapshot, place)
  const captures = new WeakMap<SentryHint, Capture>()

  function open(event: SentryEvent, hint: SentryHint): Capture {
    ledger.capture()
    const capture: Capture = {
      facts: engine.readFacts(event, hint),
      session: sessions.current(),
      decision: undefined,
    }
    captures.set(hint, capture)
    return capture
  }

  function settle(capture: Capture, hint: SentryHint): void {
    if (!capture.facts || capture.decision) return
    const time = now()
    const judgement = engine.judge(capture.facts)
    const decision = engine.decide(judgement, capture.facts, time)
    capture.decision = decision
    capture.tree = judgement.tree
    if (decision.action === 'hold-back') {
      ledger.holdBack(decision, time)
      recent.add(decision.identity, time)
      tell(decision)
      reArm(hint.originalException)
    }
    if (decision.isHealthy) sessions.restore(capture.session)
    else sessions.confirm(capture.session)
    reporter.tick(time)
  }

  function tell(decision: Decision): void {
    try {
      setup.onHoldBack?.(decision)
    } catch {
      // Whoever listens must not cost an event; this one is counted already.
    }
  }

  /** Whatever goes wrong in the filter, the event is sent and says so. */
  function failOpen<Event extends SentryEvent>(event: Event, hint: SentryHint, failure: unknown): Event {
    ledger.fail()
    const session = captures.get(hint)?.session ?? sessions.current()
    sessions.confirm(session)
    captures.set(hint, { facts: undefined, session, decision: undefined })
    return annotateFailure(event, failure)
  }

  function processEvent<Event extends SentryEvent>(event: Event, hint: SentryHint): Event | null {
    if (!isJudged(event, hint)) return event
    try {
      const capture = open(event, hint)
      if (capture.facts && !engine.needsLogger(capture.facts, hint)) settle(capture, hint)
      return capture.decision?.action === 'hold-back' ? null : event
    } catch (failure) {
      return failOpen(event, hint, failure)
    }
  }

  function finish(event: SentryEvent, hint: SentryHint): SentryEvent | null {
    try {
      const early = captures.get(hint)
      // Processors work on copies, so what they have added since, the logger above all, is on this event alone.
      if (early?.facts && !early.decision) early.facts = engine.readFacts(event, hint, early.facts)
      const capture = early ?? open(event, hint)
      settle(capture, hint)
      if (!capture.facts || !capture.decision) return event
      if (capture.decision.action === 'hold-back') return null
      return annotate(event, {
        decision: capture.decision,
        facts: capture.facts,
        tree: capture.tree,
        suppressed: recent.take(now()),
      })
    } catch (failure) {
      return failOpen(event, hint, failure)
    }
  }

  function account(event: SentryEvent | null, hint: SentryHint): void {
    if (event === null) ledger.discard()
    else ledger.send(captures.get(hint)?.decision)
  }

  return {
    integration: {
      name: INTEGRATION_NAME,
      setup: (client) => void client.on?.('close', reporter.report),
      processEvent,
      snapshot: ledger.snapshot,
      report: reporter.report,
    },
    beforeSend: (user) => (event, hint) => {
      if (!isJudged(event, hint)) return user ? user(event, hint) : event
      const finished = finish(event, hint)
      if (finished === null) return null
      return callBeforeSend(user ?? pass, finished, hint, ({ event: result, failure }) => {
        account(result, hint)
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
