import type { Decision } from '@sentry-presets/core/lean'
import { CHUNK_AGAIN } from './browser-rules.js'

/** Remembers across page loads of one tab that a part of the application could not be loaded. */
export interface ChunkMemory {
  readonly conditions: () => readonly string[]
  /** Reads what an earlier page load left; to be called once per page load. */
  recall(release: string | undefined): void
  readonly remember: (decision: Decision) => void
}

const KEY = 'sentry-presets:chunk-failure'
/** A page that is loaded so soon after a failure was loaded because of it. */
const RELOAD = 300_000

/**
 * A failure persists when the same release failed on an earlier page load of this tab, or any release shortly
 * before this one. Where nothing can be remembered, as in a worker or with storage blocked, every failure counts as
 * persistent and is sent.
 *
 * @param now the clock, in milliseconds
 * @param rules the ids of the rules whose failures are remembered
 */
export function createChunkMemory(now: () => number, rules: readonly string[]): ChunkMemory {
  let isPersistent = true
  let current = ''
  return {
    conditions: () => (isPersistent ? [CHUNK_AGAIN] : []),
    recall(release = '') {
      current = release
      try {
        const known = sessionStorage.getItem(KEY)
        // Only a storage that takes what is written can be relied on at the next load.
        sessionStorage.setItem(KEY, known ?? '')
        const [time, failed] = JSON.parse(known || '[]')
        isPersistent = time !== undefined && (failed === release || now() - time < RELOAD)
      } catch {
        // Storage that is blocked, full or holds something else.
      }
    },
    remember({ rule }) {
      if (!rules.includes(rule)) return
      try {
        sessionStorage.setItem(KEY, JSON.stringify([now(), current]))
      } catch {
        isPersistent = true
      }
    },
  }
}
