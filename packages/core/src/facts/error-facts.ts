/** What a rule may ask about one error. Everything is read when it is first asked for. */
export interface ErrorFacts {
  /** `package:Class#code`, for example `pg:DatabaseError#57P01`; `?` for a package that cannot be told. */
  readonly identity: string
  /** The library, `node`, or the name of the application; undefined when nothing tells. */
  readonly package: string | undefined
  /** Class names from the error's own class up to, but without, `Error`, and the error's `name`. */
  readonly names: readonly string[]
  /** `error.code` or what the library uses instead, as text. */
  readonly code: string | undefined
  /** The HTTP status of the response that caused the error. */
  readonly status: number | undefined
  readonly message: string
  /** Where the error was made: its top frames as text, empty when it has none. */
  readonly throwSite: string
  /** False for an error read from an exported event, which shows neither code, status nor fields. */
  readonly isLive: boolean
  /** A text, number or boolean the library put on the error, by the names that lead to it; true for an object. */
  field(path: readonly string[]): string | number | boolean | undefined
  /** Whether the error is an instance of the class, or has a class of that name where it is not live. */
  isInstanceOf(errorClass: ErrorClass): boolean
  /** The errors that hang on these fields. */
  children(fields: readonly string[]): ChildErrors
}

export interface ChildErrors {
  readonly errors: readonly ErrorFacts[]
  /** False when something hangs there that could not be read as an error, or more than is looked at. */
  readonly isComplete: boolean
}

/** A constructor of errors, as an application hands it over. */
export type ErrorClass = abstract new (...args: never[]) => Error
