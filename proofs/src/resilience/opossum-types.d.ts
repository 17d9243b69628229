// The package brings no types; this is what its proof uses.
declare module 'opossum' {
  export interface Options {
    readonly timeout?: number
    readonly capacity?: number
  }

  export default class CircuitBreaker {
    constructor(action: () => Promise<unknown>, options?: Options)
    fire(): Promise<unknown>
    open(): void
    shutdown(): void
    fallback(action: () => Promise<unknown>): void
    healthCheck(check: () => Promise<void>): void
  }
}

declare module 'opossum-9' {
  export * from 'opossum'
  export { default } from 'opossum'
}
