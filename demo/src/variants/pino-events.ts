import * as Sentry from '@sentry/node'
import { tracingChannel, type TracingChannelSubscribers } from 'node:diagnostics_channel'

interface Logger {
  readonly levels: { readonly labels: Readonly<Record<number, string>> }
}

interface AsJson {
  readonly instance: Logger
  readonly arguments: readonly [
    record: { readonly err?: unknown },
    message: string | undefined,
    level: number,
  ]
  readonly result?: string
}

type Fields = Readonly<Record<string, unknown>>

const PINO_FIELDS: ReadonlySet<string> = new Set(['level', 'time', 'pid', 'hostname', 'err', 'msg'])
const LEVELS: ReadonlySet<string | undefined> = new Set(['error', 'fatal'])

/** What SDK 10's Pino integration does, for SDK 9: pino publishes each record on its own channel. */
export function pinoEvents() {
  return {
    name: 'Pino',
    setup() {
      tracingChannel<unknown, AsJson>('pino_asJson').subscribe({
        end: capture,
      } as TracingChannelSubscribers<AsJson>) // the other four are optional at run time
    },
  }
}

function capture({ instance, arguments: [record, message, level], result = '{}' }: AsJson): void {
  const label = instance.levels.labels[level]
  if (!LEVELS.has(label)) return
  const fields = JSON.parse(result) as Fields
  const bindings = Object.fromEntries(Object.entries(fields).filter(([name]) => !PINO_FIELDS.has(name)))
  const text = message ?? (typeof fields.msg === 'string' ? fields.msg : '')

  Sentry.withScope((scope) => {
    scope.setLevel(label === 'fatal' ? 'fatal' : 'error')
    scope.setContext('pino', { ...bindings, msg: text })
    scope.addEventProcessor((event) => {
      event.logger = 'pino'
      const first = event.exception?.values?.[0]
      if (first) first.mechanism = { ...first.mechanism, type: 'auto.log.pino', handled: true }
      return event
    })
    if (record.err) Sentry.captureException(record.err)
    else Sentry.captureMessage(text)
  })
}
