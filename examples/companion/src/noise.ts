import type { NodeNoiseOptions } from '@sentry-presets/node'

/** What this application says of its own noise. What its libraries throw, the catalogue of the preset knows. */
export const noise: NodeNoiseOptions = {
  loggerName: 'module',
  transient: ['app:VoiceProviderError', 'chromadb:ChromaServerError'],
  operationalLoggers: ['core', 'voice'],
}
