export interface Analytics {
  track(event: string, properties: Readonly<Record<string, unknown>>): Promise<void>
}

export function createAnalytics(url: string): Analytics {
  return {
    async track(event, properties) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event, properties }),
      })
      if (!response.ok) throw await response.json()
    },
  }
}
