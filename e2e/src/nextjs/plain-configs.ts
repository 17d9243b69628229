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
