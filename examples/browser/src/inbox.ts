import * as Sentry from '@sentry/browser'

export interface Arrival {
  readonly title: string
  readonly identity: string
}

export interface HeldBack {
  readonly rule: string
  readonly identity: string
  readonly reason: string
  readonly count: number
}

type Destination = Pick<Sentry.BrowserOptions, 'dsn' | 'transport'>

const arrivals: Arrival[] = []

/** What has arrived in the inbox of this page. */
export function readArrivals(): readonly Arrival[] {
  return arrivals
}

/** What the filter's ledger says of the rest. */
export function readHeldBack(): readonly HeldBack[] {
  const filter = Sentry.getClient()?.getIntegrationByName<NoiseFilter>('NoiseFilter')
  return filter?.snapshot().entries ?? []
}

interface NoiseFilter {
  readonly name: string
  snapshot(): { readonly entries: readonly HeldBack[] }
}

/** `VITE_SENTRY_DSN` where it was set for the build, else the inbox of this page. */
export function destination(): Destination {
  const dsn = import.meta.env.VITE_SENTRY_DSN
  return dsn ? { dsn } : { dsn: 'https://public@inbox.invalid/1', transport: toThisPage }
}

/** Takes the place of the network: an envelope is a line of header, then a line of header and a payload an item. */
const toThisPage: NonNullable<Destination['transport']> = (options) =>
  Sentry.createTransport(options, async ({ body }) => {
    const [, ...lines] = String(body).split('\n')
    for (let index = 0; index + 1 < lines.length; index += 2) {
      if (JSON.parse(lines[index] ?? '').type === 'event') add(JSON.parse(lines[index + 1] ?? ''))
    }
    return { statusCode: 200 }
  })

function add(event: Sentry.Event): void {
  const error = event.exception?.values?.at(-1)
  const title = error ? `${error.type}: ${error.value}` : (event.message ?? '')
  arrivals.push({ title, identity: String(event.tags?.['error.identity'] ?? '') })
}
