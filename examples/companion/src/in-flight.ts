/** Counts running work, so that a shutdown can wait for it. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>()

  return {
    run(work) {
      const promise = work()
      running.add(promise)
      const forget = () => running.delete(promise)
      promise.then(forget, forget)
      return promise
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
