import { createLogger } from './log.js'

export interface Analytics {
  track(event: string, properties: Readonly<Record<string, unknown>>): Promise<void>
}

const log = createLogger('core.analytics')

/** Without a URL nothing is tracked. */
export function createAnalytics(url: string | undefined): Analytics {
  return {
    async track(event, properties) {
      const response = url && (await send(url, JSON.stringify({ event, properties })))
      if (response && !response.ok) throw await response.json()
    },
  }
}

async function send(url: string, body: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  } catch (err) {
    log.error({ err }, 'analytics not reached')
    return undefined
  }
}
