import type { ChildErrors, ErrorClass, ErrorFacts } from './error-facts.js'
import { formatIdentity } from './identity.js'
import type { ReadNames } from './class-names.js'
import { isObject, readProperty, readString } from './safe-read.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

const CODE_LIMIT = 64

/** Tells what an error object does not say of itself. */
export interface ErrorBook {
  /** The package an error object belongs to; undefined when neither its stack nor its fields tell. */
  find(error: object, stack: string): string | undefined
  readonly readNames: ReadNames
  /** Where in the code an error with this stack was made. Left out, it is not told. */
  readonly readThrowSite?: (stack: string) => string
  /** The errors that hang on these fields of an error object. Left out, what it carries counts as unread. */
  readonly readChildren?: (error: object, fields: readonly string[]) => ChildErrors
}

/**
 * An error object of the running process. Every read is guarded, and what is asked often is done at most once:
 * getters that throw, revoked proxies and foreign realms read as absent.
 */
export class LiveError implements ErrorFacts {
  readonly isLive = true
  readonly #error: object
  readonly #book: ErrorBook
  #names: readonly string[] | undefined
  /** Empty where it has been looked for in vain. */
  #package: string | undefined
  #code: string | undefined
  #stack: string | undefined
  #message: string | undefined
  /** 0 where there is none. */
  #status: number | undefined

  constructor(error: object, book: ErrorBook) {
    this.#error = error
    this.#book = book
  }

  get identity(): string {
    return formatIdentity(this.package, this.names[0] ?? 'Object', this.code)
  }

  get package(): string | undefined {
    this.#package ??= this.#book.find(this.#error, this.#readStack()) ?? ''
    return this.#package || undefined
  }

  get names(): readonly string[] {
    this.#names ??= this.#book.readNames(this.#error)
    return this.#names
  }

  get code(): string | undefined {
    this.#code ??= this.#readCode()
    return this.#code || undefined
  }

  get status(): number | undefined {
    this.#status ??= this.#readStatus()
    return this.#status || undefined
  }

  get message(): string {
    this.#message ??= (readString(this.#error, 'message') ?? '').slice(0, TEXT_LIMIT)
    return this.#message
  }

  get throwSite(): string {
    return this.#book.readThrowSite?.(this.#readStack()) ?? ''
  }

  field(path: readonly string[]): string | number | boolean | undefined {
    const value = readPath(this.#error, path)
    if (isObject(value)) return true
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined
  }

  isInstanceOf(errorClass: ErrorClass): boolean {
    try {
      return this.#error instanceof errorClass
    } catch {
      return false
    }
  }

  children(fields: readonly string[]): ChildErrors {
    const { readChildren } = this.#book
    return readChildren?.(this.#error, fields) ?? { errors: [], isComplete: false }
  }

  /** Without the message: one that quotes the stack of another error must not pass for this one's frames. */
  #readStack(): string {
    if (this.#stack === undefined) {
      const message = readString(this.#error, 'message') ?? ''
      const stack = readString(this.#error, 'stack') ?? ''
      this.#stack = message.includes('\n') ? stack.replace(message, () => '') : stack
    }
    return this.#stack
  }

  #readStatus(): number {
    for (const path of STATUS_PATHS) {
      const status = readPath(this.#error, path)
      if (typeof status === 'number' && status >= 100 && status < 600) return status
    }
    return 0
  }

  #readCode(): string {
    for (const field of CODE_FIELDS) {
      const code = readProperty(this.#error, field)
      if (typeof code === 'string' && code !== '' && code.length <= CODE_LIMIT && !/\s/.test(code))
        return code
      // The numbers on DOMException are a relic of its first version and mean nothing beside its name.
      if (typeof code === 'number' && !this.names.includes('DOMException')) return String(code)
    }
    return ''
  }
}

function readPath(from: unknown, path: readonly string[]): unknown {
  let value = from
  for (const key of path) value = readProperty(value, key)
  return value
}

/** `errorCode` is Prisma's, `error_code` Telegram's. */
const CODE_FIELDS = ['code', 'errorCode', 'error_code']

const STATUS_PATHS = [
  ['status'],
  ['statusCode'],
  ['response', 'status'],
  ['response', 'statusCode'],
  ['$metadata', 'httpStatusCode'],
]
