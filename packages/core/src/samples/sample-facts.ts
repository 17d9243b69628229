import type { ErrorFacts } from '../facts/error-facts.js'
import type { Facts } from '../facts/facts.js'

/** Facts for a test: what it does not name is the plainest there is. */
export function sampleFacts(known: Partial<Facts> = {}): Facts {
  return {
    error: undefined,
    origin: 'app',
    mechanism: undefined,
    logger: undefined,
    level: 'error',
    message: known.error?.message ?? '',
    request: undefined,
    phase: 'running',
    attempt: undefined,
    conditions: [],
    hidesError: false,
    ...known,
  }
}

export interface SampleError extends Partial<Pick<ErrorFacts, 'code' | 'status' | 'message' | 'throwSite'>> {
  readonly fields?: Readonly<Record<string, string | number | boolean>>
  /** Carried errors by the field they hang on. */
  readonly carries?: Readonly<Record<string, readonly ErrorFacts[]>>
  readonly isComplete?: boolean
}

/** The facts of one error: `sampleError('pg:DatabaseError', { code: '57P01' })`. */
export function sampleError(name: `${string}:${string}`, known: SampleError = {}): ErrorFacts {
  const [packageName, ...names] = name.split(/[:<]/)
  const { code, status, message = '', throwSite = '', fields = {}, carries = {}, isComplete = true } = known
  return {
    identity: `${packageName}:${names[0]}${code === undefined ? '' : `#${code}`}`,
    package: packageName === '?' ? undefined : packageName,
    names,
    code,
    status,
    message,
    throwSite,
    isLive: true,
    field: (path) => fields[path.join('.')],
    isInstanceOf: (errorClass) => names.includes(errorClass.name),
    children: (through) => ({ errors: through.flatMap((field) => carries[field] ?? []), isComplete }),
  }
}
