/** The three configs as Sentry's wizard writes them, without a preset. */
export const PLAIN_CONFIGS: Readonly<Record<string, string>> = {
  'sentry.server.config.ts': `
    import * as Sentry from '@sentry/nextjs'
    import { serverDestination } from './lib/destination'

    Sentry.init({
      ...serverDestination(),
      tracesSampleRate: 0,
      integrations: [Sentry.captureConsoleIntegration({ levels: ['warn'] })],
    })
  `,
  'sentry.edge.config.ts': `
    import * as Sentry from '@sentry/nextjs'
    import { serverDestination } from './lib/destination'

    Sentry.init({ ...serverDestination(), tracesSampleRate: 0 })
  `,
  'instrumentation-client.ts': `
    import * as Sentry from '@sentry/nextjs'
    import { clientDestination } from './lib/destination'

    Sentry.init({ ...clientDestination(), tracesSampleRate: 0 })

    export const onRouterTransitionStart = Sentry.captureRouterTransitionStart
  `,
}

/** Next 15 knows the proxy as middleware. */
export const NEXT_15_FILES: Readonly<Record<string, string>> = {
  'middleware.ts': `
    export { proxy as middleware } from './proxy'

    export const config = { matcher: ['/old', '/proxy/:path*'] }
  `,
}

/**
 * In this workspace the preset's types come from another major of the SDK than the copy's; in an application there is
 * only one. `conformance/` compares the shapes with each major.
 */
export const UNCHECKED_CONFIG: Readonly<Record<string, string>> = {
  'next.config.ts': `
    import { withSentryConfig } from '@sentry/nextjs/config'

    export default withSentryConfig(
      { experimental: { authInterrupts: true }, typescript: { ignoreBuildErrors: true } },
      { silent: true, telemetry: false, sourcemaps: { disable: true }, release: { create: false } },
    )
  `,
}
