import type { World } from '../world/world.ts'

const WRONG_PASSWORD_IN = 3

/** The environment of one release. Some settings are wrong, as in life. */
export function environmentOf(generation: number, world: World): Record<string, string> {
  const { url, reportingUrl } = world.database
  return {
    NODE_ENV: 'production',
    DEMO_RELEASE: `companion@1.${generation}.0`,
    DATABASE_URL: url,
    REPORTING_DATABASE_URL:
      generation === WRONG_PASSWORD_IN ? withPassword(reportingUrl, 'rotated') : reportingUrl,
    REDIS_URL: world.redis.url,
    CHROMA_URL: world.chroma.url,
    TELEGRAM_TOKEN: '1:companion',
    TELEGRAM_API_ROOT: world.telegram.url,
    LLM_URL: world.openRouter.url,
    LLM_API_KEY: 'key',
    IMAGE_UPSCALE_URL: 'http://127.0.0.1:6000/upscale',
    VOICE_PRIMARY_URL: `${world.voices.url}/primary`,
    VOICE_FALLBACK_URL: `${world.voices.url}/fallback`,
    VOICE_HEDGE_AFTER_MS: '150',
    PARTNER_URL: 'http://api..partner.example/purchases',
    ANALYTICS_URL: world.analytics.url,
    PORT: '0',
    RETRY_DELAY_MS: '5',
    REQUEST_TIMEOUT_MS: '250',
    SHUTDOWN_GRACE_MS: '120',
  }
}

function withPassword(url: string, password: string): string {
  const changed = new URL(url)
  changed.password = password
  return changed.href
}
