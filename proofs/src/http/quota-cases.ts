import { type Case, rejectionOf } from '../proof/proof.ts'
import type { Endpoint } from '../world/loopback.ts'
import type { DocumentedAnswer } from '../world/upstream.ts'

/** Answers with 429 that no waiting heals, or of which that is not said. */
export const QUOTA_ANSWERS = {
  typed: refusal({ message: 'Check your plan', type: 'insufficient_quota', code: null }),
  inactive: refusal({ message: 'Check your plan', type: 'billing_not_active', code: 'billing_not_active' }),
  unclear: refusal({ message: 'You exceeded your current quota', code: 429, status: 'RESOURCE_EXHAUSTED' }),
} satisfies Record<string, DocumentedAnswer>

function refusal(error: object): DocumentedAnswer {
  return { status: 429, body: { error } }
}

/** That a client which keeps the body of an answer looks into it before it takes a 429 for a rate limit. */
export function quotaCases<Module>(
  name: string,
  call: (module: Module, url: string) => Promise<unknown>,
  identity: string | RegExp,
  restricted: Pick<Case<Module, Endpoint>, 'only'> = {},
): readonly Case<Module, Endpoint>[] {
  const kept = (answer: keyof typeof QUOTA_ANSWERS, what: string): Case<Module, Endpoint> => ({
    name: `keeps ${what}`,
    provoke: (module, { url }) => rejectionOf(call(module, `${url}/answer/${answer}`)),
    identity,
    verdict: 'bug',
    rule: answer === 'unclear' ? undefined : `${name}/insufficient-quota`,
    nearMissOf: [`${name}/rate-limit`],
    ...restricted,
  })
  return [
    kept('typed', 'an exhausted quota that only the type tells'),
    kept('inactive', 'an account that nobody has paid for'),
    kept('unclear', 'a quota of which it is not said for how long'),
  ]
}
