import { registerHooks } from 'node:module'

const PACKAGES: Readonly<Record<string, string>> = {
  9: 'sentry-node-9',
  10: '@sentry/node',
  11: 'sentry-node-11',
}

const name = PACKAGES[process.env.DEMO_SDK ?? '10'] ?? '@sentry/node'
const parentURL = import.meta.url

// One SDK for the application, its instrumentation and the preset, whoever imports it.
registerHooks({
  resolve(specifier, context, nextResolve) {
    return specifier === '@sentry/node'
      ? nextResolve(name, { ...context, parentURL })
      : nextResolve(specifier, context)
  },
})
