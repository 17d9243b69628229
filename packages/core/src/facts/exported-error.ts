import type { ChildErrors, ErrorClass, ErrorFacts } from './error-facts.js'
import type { ErrorTrace } from './error-trace.js'
import { formatIdentity } from './identity.js'
import type { ProvenanceBook } from './provenance-book.js'
import { readFramesPackage } from './provenance.js'
import { writeStack } from './write-stack.js'
import type { SentryException } from '../sentry/sentry-shapes.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

/**
 * An error as an event shows it: the type is the error's `name`, and code, status and fields are known only where
 * the event carries a trace of its own.
 */
export class ExportedError implements ErrorFacts {
  readonly isLive = false
  readonly #values: readonly SentryException[]
  readonly #index: number
  readonly #book: ProvenanceBook
  readonly #trace: ErrorTrace | undefined

  constructor(values: readonly SentryException[], index: number, book: ProvenanceBook, trace?: ErrorTrace) {
    this.#values = values
    this.#index = index
    this.#book = book
    this.#trace = trace
  }

  get identity(): string {
    return formatIdentity(this.package, this.names[0] ?? 'Error', this.code)
  }

  get package(): string | undefined {
    if (this.#trace) return this.#trace.package
    const name = readFramesPackage(this.#value.stacktrace?.frames ?? [], this.#book.app)
    return name === undefined ? undefined : this.#book.nameOf(name)
  }

  get names(): readonly string[] {
    return this.#trace?.names ?? [this.#value.type ?? 'Error']
  }

  get code(): string | undefined {
    return this.#trace?.code
  }

  get status(): number | undefined {
    return this.#trace?.status
  }

  get message(): string {
    return (this.#value.value ?? '').slice(0, TEXT_LIMIT)
  }

  get throwSite(): string {
    return writeStack(this.#value.stacktrace?.frames?.slice(-5) ?? [])
  }

  field(): undefined {
    return undefined
  }

  isInstanceOf(errorClass: ErrorClass): boolean {
    return this.names.includes(errorClass.name)
  }

  children(): ChildErrors {
    const carried = this.#trace?.carries
    if (carried) return { errors: carried.map((trace) => this.#readCarried(trace)), isComplete: true }
    const id = this.#value.mechanism?.exception_id
    const errors: ErrorFacts[] = []
    for (let index = 0; index < this.#values.length; index++) {
      if (index !== this.#index && this.#isChild(index, id)) {
        errors.push(new ExportedError(this.#values, index, this.#book))
      }
    }
    return { errors, isComplete: true }
  }

  #readCarried(trace: ErrorTrace): ExportedError {
    return new ExportedError([{ value: trace.message }], 0, this.#book, trace)
  }

  /** Older SDKs give no ids for a plain chain of causes: there the value before an error is its cause. */
  #isChild(index: number, id: number | undefined): boolean {
    if (id === undefined) return index === this.#index - 1
    return this.#values[index]?.mechanism?.parent_id === id
  }

  get #value(): SentryException {
    return this.#values[this.#index] ?? {}
  }
}
