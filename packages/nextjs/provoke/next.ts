import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = '1'

/** A part of Next that is not its public API: only that throws what applications see. */
function fromNext<Exports>(path: string): Exports {
  return require(`next/dist/${path}`)
}

type Thrower = (...args: readonly unknown[]) => never
type ErrorClass = new (...args: readonly unknown[]) => Error

const errorHandler = fromNext<{
  createReactServerErrorHandler: (...args: readonly unknown[]) => (error: unknown) => string
}>('server/app-render/create-error-handler')
const rendering = fromNext<{ makeDynamicHangingPromise: (...args: readonly unknown[]) => Promise<never> }>(
  'server/dynamic-rendering-utils',
)
const requests = fromNext<{ createAbortController: (response: unknown) => AbortController }>(
  'server/web/spec-extension/adapters/next-request',
)
const flight = fromNext<{ createFromReadableStream: (stream: unknown, options: object) => Promise<unknown> }>(
  'compiled/react-server-dom-webpack/cjs/react-server-dom-webpack-client.edge.production',
)

/** What Next's functions throw, from Next itself. */
export const next = {
  ...fromNext<{ redirect: Thrower; permanentRedirect: Thrower }>('client/components/redirect'),
  ...fromNext<{ notFound: Thrower }>('client/components/not-found'),
  ...fromNext<{ forbidden: Thrower }>('client/components/forbidden'),
  ...fromNext<{ unauthorized: Thrower }>('client/components/unauthorized'),
  ...fromNext<{ DynamicServerError: ErrorClass }>('client/components/hooks-server-context'),
  ...fromNext<{ StaticGenBailoutError: ErrorClass }>('client/components/static-generation-bailout'),
  ...fromNext<{ BailoutToCSRError: ErrorClass }>('shared/lib/lazy-dynamic/bailout-to-csr'),
  ...fromNext<{ ClientHookDynamicError: ErrorClass }>('server/dynamic-rendering-utils'),
  ...fromNext<{ UseCacheTimeoutError: ErrorClass }>('server/use-cache/use-cache-errors'),
  ...fromNext<{ UnrecognizedActionError: ErrorClass }>('client/components/unrecognized-action-error'),
  ...fromNext<{ getActionNotFoundError: (id: string) => Error }>('server/app-render/manifests-singleton'),
  ...requests,
}

/** What is still waiting when a prerender ends. */
export async function waitBeyondPrerender(): Promise<never> {
  const prerender = new AbortController()
  const waiting = rendering.makeDynamicHangingPromise(prerender.signal, '/', '`cookies()`')
  prerender.abort()
  return waiting
}

/** Renders an error as Next does, which gives it a digest. */
export function rendered(error: Error): Error {
  errorHandler.createReactServerErrorHandler(false, false, new Map(), () => {})(error)
  return error
}

/** What the browser gets of an error that a server component has thrown. */
export async function redacted(digest: string): Promise<unknown> {
  const stream = new Response(`0:E${JSON.stringify({ digest })}\n`).body
  const manifest = { moduleMap: null, moduleLoading: null, serverModuleMap: null }
  return flight.createFromReadableStream(stream, { serverConsumerManifest: manifest })
}
