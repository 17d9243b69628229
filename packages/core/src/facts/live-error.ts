import { type ChildErrors, type ErrorClass, type ErrorFacts, NO_CHILDREN } from './error-facts.js'
import { formatIdentity } from './identity.js'
import type { ProvenanceBook } from './provenance-book.js'
import { readThrowSite } from './provenance.js'
import { isObject, readNumber, readProperty, readString } from './safe-read.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

/** More carried errors than this are not looked at: the rest counts as unknown. */
const CHILDREN_READ = 64
const CODE_LIMIT = 64

/**
 * An error object of the running process. Every read is guarded and done at most once: getters that throw,
 * revoked proxies and foreign realms read as absent.
 */
export class LiveError implements ErrorFacts {
  readonly isLive = true
  readonly #error: object
  readonly #book: ProvenanceBook
  #names: readonly string[] | undefined
  #package: string | null | undefined
  #code: string | null | undefined
  #stack: string | undefined

  constructor(error: object, book: ProvenanceBook) {
    this.#error = error
    this.#book = book
  }

  get identity(): string {
    return formatIdentity(this.package, this.names[0] ?? 'Object', this.code)
  }

  get package(): string | undefined {
    if (this.#package === undefined) this.#package = this.#book.find(this.#error, this.#readStack()) ?? null
    return this.#package ?? undefined
  }

  get names(): readonly string[] {
    this.#names ??= this.#book.readNames(this.#error)
    return this.#names
  }

  get code(): string | undefined {
    if (this.#code === undefined) this.#code = readCode(this.#error) ?? null
    return this.#code ?? undefined
  }

  get status(): number | undefined {
    return readStatus(this.#error)
  }

  get message(): string {
    return (readString(this.#error, 'message') ?? '').slice(0, TEXT_LIMIT)
  }

  get throwSite(): string {
    return readThrowSite(this.#readStack())
  }

  field(name: string): string | number | boolean | undefined {
    const value = name.split('.').reduce<unknown>(readProperty, this.#error)
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
    let found: ErrorFacts[] | undefined
    let isComplete = true
    for (const field of fields) {
      const value = readProperty(this.#error, field)
      if (value === undefined || value === null) continue
      for (const child of toList(value)) {
        if (!isObject(child) || (found?.length ?? 0) >= CHILDREN_READ) isComplete = false
        else (found ??= []).push(new LiveError(child, this.#book))
      }
    }
    return found || !isComplete ? { errors: found ?? [], isComplete } : NO_CHILDREN
  }

  #readStack(): string {
    this.#stack ??= withoutMessage(readString(this.#error, 'stack') ?? '', readString(this.#error, 'message'))
    return this.#stack
  }
}

/** A message that quotes the stack of another error must not pass for this one's frames. */
function withoutMessage(stack: string, message: string | undefined): string {
  if (message?.includes('\n    at ') !== true) return stack
  const start = stack.indexOf(message)
  return start === -1 ? stack : stack.slice(start + message.length)
}

/** Reads an array by index, since one that iterates or slices itself in its own way may never end. */
function toList(value: unknown): readonly unknown[] {
  if (!isArray(value)) return [value]
  const length = readNumber(value, 'length') ?? Number.NaN
  if (!(length >= 0)) return UNREADABLE
  return Array.from({ length: Math.min(length, CHILDREN_READ + 1) }, (_, index) =>
    readProperty(value, String(index)),
  )
}

function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}

const UNREADABLE = [undefined]

function readCode(error: object): string | undefined {
  for (const field of CODE_FIELDS) {
    const code = readProperty(error, field)
    if (typeof code === 'string' && code !== '' && code.length <= CODE_LIMIT && !/\s/.test(code)) return code
    // The numbers on DOMException are a relic of its first version and mean nothing beside its name.
    if (typeof code === 'number' && !isDomException(error)) return String(code)
  }
  return undefined
}

/** `errorCode` is Prisma's, `error_code` Telegram's. */
const CODE_FIELDS = ['code', 'errorCode', 'error_code']

function isDomException(error: object): boolean {
  return readString(readProperty(error, 'constructor'), 'name') === 'DOMException'
}

function readStatus(error: object): number | undefined {
  const status =
    readNumber(error, 'status') ??
    readNumber(error, 'statusCode') ??
    readNumber(readProperty(error, 'response'), 'status') ??
    readNumber(readProperty(error, '$metadata'), 'httpStatusCode')
  return status !== undefined && status >= 100 && status < 600 ? status : undefined
}
