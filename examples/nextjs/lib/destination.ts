interface Destination {
  readonly dsn: string
  readonly tunnel?: string
}

/** A DSN nobody listens to: what is sent under it goes through the tunnel to this app's own inbox. */
const NOWHERE = 'https://public@inbox.invalid/1'

/** `SENTRY_DSN` where it is set, else the inbox of this app. */
export function serverDestination(): Destination {
  const dsn = process.env.SENTRY_DSN
  return dsn ? { dsn } : { dsn: NOWHERE, tunnel: `http://127.0.0.1:${process.env.PORT ?? 3000}/monitoring` }
}

/** Browsers send through this app, which passes on what it gets where `SENTRY_DSN` is set. */
export function clientDestination(): Destination {
  return { dsn: NOWHERE, tunnel: '/monitoring' }
}
