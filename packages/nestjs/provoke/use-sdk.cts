import Module = require('node:module')

interface Resolver {
  _resolveFilename: (request: string, ...rest: unknown[]) => string
}

const NAME = '@sentry/nestjs'

/** Lets everything that asks for the SDK have the one under this name: what is installed beside the default. */
export function useSdk(name: string): void {
  if (name === NAME) return
  // Node has no public hook for this that works for `require` on every version.
  const resolver = Module as unknown as Resolver
  const { _resolveFilename: resolve } = resolver
  resolver._resolveFilename = (request, ...rest) => {
    const isSdk = request === NAME || request.startsWith(`${NAME}/`)
    return isSdk ? require.resolve(name + request.slice(NAME.length)) : resolve(request, ...rest)
  }
}
