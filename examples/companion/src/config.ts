export interface Config {
  readonly http: { readonly host: string; readonly port: number }
  readonly databaseUrl: string
  readonly reportingDatabaseUrl: string
  readonly redisUrl: string
  readonly chromaUrl: string
  readonly telegram: { readonly token: string | undefined; readonly apiRoot: string }
  readonly llm: { readonly baseUrl: string; readonly apiKey: string; readonly models: readonly string[] }
  readonly image: { readonly apiKey: string; readonly model: string; readonly upscaleUrl: string }
  readonly voice: { readonly primaryUrl: string; readonly fallbackUrl: string; readonly hedgeAfterMs: number }
  readonly partnerUrl: string
  readonly analyticsUrl: string | undefined
  readonly retry: { readonly retries: number; readonly delayMs: number }
  readonly requestTimeoutMs: number
  readonly shutdownGraceMs: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the whole configuration once. Every value has a default that suits a laptop. */
export function readConfig(env: Environment): Config {
  const databaseUrl = env.DATABASE_URL ?? 'postgres://postgres:postgres@127.0.0.1:5432/postgres'
  return {
    http: { host: env.HOST ?? '127.0.0.1', port: readNumber(env, 'PORT', 3000) },
    databaseUrl,
    reportingDatabaseUrl: env.REPORTING_DATABASE_URL ?? databaseUrl,
    redisUrl: env.REDIS_URL ?? 'redis://127.0.0.1:6379',
    chromaUrl: env.CHROMA_URL ?? 'http://127.0.0.1:8000',
    telegram: { token: env.TELEGRAM_TOKEN, apiRoot: env.TELEGRAM_API_ROOT ?? 'https://api.telegram.org' },
    llm: {
      baseUrl: env.LLM_URL ?? 'https://openrouter.ai/api/v1',
      apiKey: env.LLM_API_KEY ?? 'missing',
      models: (env.LLM_MODELS ?? 'openai/gpt-5-mini,google/gemini-3-flash').split(','),
    },
    image: {
      apiKey: env.IMAGE_API_KEY ?? env.LLM_API_KEY ?? 'missing',
      model: env.IMAGE_MODEL ?? 'black-forest-labs/flux-2',
      upscaleUrl: env.IMAGE_UPSCALE_URL ?? 'http://127.0.0.1:8091/upscale',
    },
    voice: {
      primaryUrl: env.VOICE_PRIMARY_URL ?? 'http://127.0.0.1:8092/speak',
      fallbackUrl: env.VOICE_FALLBACK_URL ?? 'http://127.0.0.1:8093/speak',
      hedgeAfterMs: readNumber(env, 'VOICE_HEDGE_AFTER_MS', 2_000),
    },
    partnerUrl: env.PARTNER_URL ?? 'http://127.0.0.1:8094/purchases',
    analyticsUrl: env.ANALYTICS_URL,
    retry: { retries: readNumber(env, 'RETRIES', 2), delayMs: readNumber(env, 'RETRY_DELAY_MS', 500) },
    requestTimeoutMs: readNumber(env, 'REQUEST_TIMEOUT_MS', 20_000),
    shutdownGraceMs: readNumber(env, 'SHUTDOWN_GRACE_MS', 5_000),
  }
}

function readNumber(env: Environment, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isFinite(value)) throw new Error(`${name}: "${text}" is not a number`)
  return value
}
