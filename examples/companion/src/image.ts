import OpenAI, { APIError } from 'openai'
import pRetry from 'p-retry'
import type { Config } from './config.js'
import { createLogger } from './log.js'

export interface Images {
  generate(request: ImageRequest): Promise<string>
}

export interface ImageRequest {
  readonly userId: string
  readonly prompt: string
  readonly hd: boolean
}

const log = createLogger('core.image_gen')
const SLOW_MS = 40

export function createImages({ llm, image, retry, requestTimeoutMs }: Config): Images {
  const client = new OpenAI({
    apiKey: image.apiKey,
    baseURL: llm.baseUrl,
    timeout: requestTimeoutMs,
    maxRetries: 0,
  })

  async function draw({ userId, prompt }: ImageRequest): Promise<string> {
    const started = performance.now()
    const result = await client.images.generate({ model: image.model, prompt, user: userId })
    const durationMs = Math.round(performance.now() - started)
    if (durationMs > SLOW_MS) log.error(`image generation took ${durationMs} ms`)
    return result.data?.[0]?.url ?? ''
  }

  return {
    async generate(request) {
      const url = await pRetry(() => draw(request), {
        retries: retry.retries,
        minTimeout: retry.delayMs,
        shouldRetry: ({ error }) => !isFinal(error),
        onFailedAttempt: ({ error }) => log.error({ err: error }, 'image generation failed'),
      })
      return request.hd ? upscale(image.upscaleUrl, url) : url
    },
  }
}

/** A larger picture is a nicety: without it the plain one is sent. */
async function upscale(endpoint: string, url: string): Promise<string> {
  try {
    const response = await fetch(endpoint, { method: 'POST', body: url })
    return await response.text()
  } catch (err) {
    log.error({ err }, 'upscaling failed, sending the plain picture')
    return url
  }
}

function isFinal(error: Error): boolean {
  return error instanceof APIError && (error.status === 401 || error.code === 'insufficient_quota')
}
