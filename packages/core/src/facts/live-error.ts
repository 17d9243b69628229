import type { ChildErrors, ErrorClass, ErrorFacts } from './error-facts.js'
import { formatIdentity } from './identity.js'
import type { ReadNames } from './class-names.js'
import { readThrowSite } from './throw-site.js'
import { isObject, readNumber, readProperty, readString } from './safe-read.js'
import { TEXT_LIMIT } from '../rules/text-pattern.js'

/** More carried errors than this are not looked at: the rest counts as unknown. */
const CHILDREN_READ = 64
const CODE_LIMIT = 64

/** Tells what an error object does not say of itself. */
export interface ErrorBook {
  /** The package an error object belongs to; undefined when neither its stack nor its fields tell. */
  find(error: object, stack: string): string | undefined
  readonly readNames: ReadNames
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
    this.#code ??= readCode(this.#error)
    return this.#code || undefined
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
    const errors: ErrorFacts[] = []
    let isComplete = true
    for (const field of fields) {
      const value = readProperty(this.#error, field)
      if (value === undefined || value === null) continue
      for (const child of toList(value)) {
        if (isObject(child) && errors.length < CHILDREN_READ) errors.push(new LiveError(child, this.#book))
        else isComplete = false
      }
    }
    return { errors, isComplete }
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
}

/** Reads an array by index, since one that iterates or slices itself in its own way may never end. */
function toList(value: unknown): readonly unknown[] {
  try {
    if (!Array.isArray(value)) return [value]
  } catch {
    return UNREADABLE
  }
  const length = readNumber(value, 'length') ?? -1
  if (!(length >= 0)) return UNREADABLE
  return Array.from({ length: Math.min(length, CHILDREN_READ + 1) }, (_, index) =>
    readProperty(value, String(index)),
  )
}

const UNREADABLE = [undefined]

function readCode(error: object): string {
  for (const field of CODE_FIELDS) {
    const code = readProperty(error, field)
    if (typeof code === 'string' && code !== '' && code.length <= CODE_LIMIT && !/\s/.test(code)) return code
    // The numbers on DOMException are a relic of its first version and mean nothing beside its name.
    if (typeof code === 'number' && !isDomException(error)) return String(code)
  }
  return ''
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
