import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from './config.js'
import { createLogger } from './log.js'

export interface Voice {
  /** Asks the primary provider, and the fallback too when the primary fails or is slow. */
  speak(userId: string, text: string): Promise<string>
}

interface Speech {
  readonly audio: { readonly url: string }
}

const log = createLogger('voice')

export function createVoice({ voice, requestTimeoutMs }: Config): Voice {
  return {
    async speak(userId, text) {
      const cancel = new AbortController()
      const primary = request(voice.primaryUrl, userId, text, requestTimeoutMs)
      const fallback = primary.catch((err: unknown) => {
        log.error({ err }, 'primary voice failed')
        return undefined
      })
      const slow = delay(voice.hedgeAfterMs, undefined, { signal: cancel.signal }).catch(() => undefined)
      const hedge = Promise.race([fallback, slow]).then((url) => {
        if (url) return url
        log.error(`asking the fallback voice for user ${userId}`)
        return request(voice.fallbackUrl, userId, text, requestTimeoutMs)
      })

      try {
        return await Promise.any([primary, hedge])
      } catch (err) {
        log.error({ err }, 'no voice provider answered')
        throw err
      } finally {
        cancel.abort()
      }
    },
  }
}

async function request(url: string, userId: string, text: string, timeoutMs: number): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, text }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new VoiceProviderError(url, response.status)
  const speech = (await response.json()) as Speech
  return speech.audio.url
}

class VoiceProviderError extends Error {
  override readonly name = 'VoiceProviderError'

  constructor(
    url: string,
    readonly status: number,
  ) {
    super(`${new URL(url).pathname} answered ${status}`)
  }
}
