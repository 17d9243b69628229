import { runInNewContext } from 'node:vm'

/**
 * Values that do their worst when somebody looks at them, by name. Left out are the few on which the SDK itself
 * throws at its caller: a symbol, a proxy that cannot be read, an error whose name throws.
 */
export function hostileValues(): Record<string, unknown> {
  return {
    'fields that throw': throwingGetters(['code', 'status', 'response', 'requestID', 'isRetryable']),
    'a field that is a revoked proxy': Object.assign(new Error('around a proxy'), {
      response: revokedProxy(),
    }),
    'a field whose every trap throws': Object.assign(new Error('around a trap'), {
      $metadata: trappedProxy(),
    }),
    'its own cause': selfCaused(),
    'an aggregate of itself': selfAggregated(),
    'ten thousand causes': causeChain(10_000),
    'a frozen error': Object.freeze(new Error('frozen')),
    'another realm': runInNewContext('new TypeError("made elsewhere")'),
    'a name that is no text': Object.assign(new Error('odd name'), { name: 7 }),
    'a code that is an object': Object.assign(new Error('odd code'), { code: { toString: fail } }),
    'a long message': new Error('x'.repeat(1_000_000)),
    'no prototype': Object.assign(Object.create(null), { rejected: true }),
    'a text that throws': { toString: fail, [Symbol.toPrimitive]: fail },
    'a null': null,
    'an undefined': undefined,
    'a bigint': 10n,
    'a function': fail,
    'a text': 'only a text',
  }
}

function fail(): never {
  throw new Error('hands off')
}

function throwingGetters(fields: readonly string[]): Error {
  const error = new Error('cannot be read')
  for (const field of fields) Object.defineProperty(error, field, { get: fail })
  return error
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable(new Error('revoked'), {})
  revoke()
  return proxy
}

function trappedProxy(): object {
  const traps = new Proxy({}, { get: () => fail })
  return new Proxy(new Error('trapped'), traps)
}

function selfCaused(): Error {
  const error = new Error('its own cause')
  error.cause = error
  return error
}

function selfAggregated(): Error {
  const error = new AggregateError([], 'an aggregate of itself')
  error.errors.push(error, error)
  return error
}

function causeChain(length: number): Error {
  let error = new Error('the first cause')
  for (let depth = 1; depth < length; depth++) error = new Error(`cause ${depth}`, { cause: error })
  return error
}
