import type * as Undici from 'undici'
import { rejectionOf } from '../proof/proof.ts'
import type { NodeWorld } from './node-world.ts'

type Module = typeof Undici

const timeouts = new WeakMap<Module, ReturnType<typeof runIntoTimeouts>>()

/** What undici throws when a connection, the headers and the body of an answer take too long. */
export function timeoutsOf(module: Module, world: NodeWorld): ReturnType<typeof runIntoTimeouts> {
  const known = timeouts.get(module) ?? runIntoTimeouts(module, world)
  timeouts.set(module, known)
  return known
}

/** All at once, since undici's clock ticks but once a second. */
async function runIntoTimeouts({ Agent, request }: Module, { http, frozen }: NodeWorld) {
  const toFrozen = `http://${frozen.host}:${frozen.port}`
  const [Connect, Headers, Body] = await Promise.all([
    ask(request, toFrozen, { dispatcher: new Agent({ connect: { timeout: 50 } }) }),
    ask(request, `${http.url}/hang`, { dispatcher: new Agent({ headersTimeout: 50 }) }),
    ask(request, `${http.url}/stall`, { dispatcher: new Agent({ bodyTimeout: 50 }) }),
  ])
  return { Connect, Headers, Body }
}

function ask(request: Module['request'], url: string, options: Parameters<Module['request']>[1]) {
  return rejectionOf(async () => (await request(url, options)).body.text())
}
