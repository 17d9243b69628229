import type { Case } from '../proof/proof.ts'
import { rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'

const RATE_LIMIT = [429]
const UNAVAILABLE = [408, 502, 503, 504, 521, 522, 524]
const BUGS = [400, 401, 403, 404, 409, 422, 500, 501, 520]

/** That a client which throws on the status of an answer judges it as every other such client does. */
export function statusCases<Module>(
  name: string,
  call: (module: Module, url: string) => Promise<unknown>,
  identity: (status: number) => string | RegExp,
  rateLimit = `${name}/rate-limit`,
): readonly Case<Module, Endpoint>[] {
  const unavailable = `${name}/upstream-unavailable`
  const provoked = (status: number) => ({
    provoke: (module: Module, { url }: Endpoint) => rejectionOf(call(module, `${url}/status/${status}`)),
    identity: identity(status),
  })
  const held = (status: number, rule: string): Case<Module, Endpoint> => ({
    name: `holds back an answer with ${status}`,
    ...provoked(status),
    verdict: 'transient',
    rule,
  })
  return [
    ...RATE_LIMIT.map((status) => held(status, rateLimit)),
    ...UNAVAILABLE.map((status) => held(status, unavailable)),
    ...BUGS.map(
      (status): Case<Module, Endpoint> => ({
        name: `keeps an answer with ${status}`,
        ...provoked(status),
        verdict: 'bug',
        rule: undefined,
        nearMissOf: [rateLimit, unavailable],
      }),
    ),
  ]
}
