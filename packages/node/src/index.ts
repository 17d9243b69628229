export { attempt } from './attempt.js'
export { INTEGRATION_NAMES, type IntegrationName } from './integration-names.js'
export type { NodeNoiseOptions } from './node-options.js'
export { applyNodePreset, nodePreset, type NodePresetSetup, type SdkOptions } from './node-preset.js'
export { markRunning, markShutdown } from './phase-tracker.js'
export type { IntegrationPolicy } from './select-integrations.js'
export { shouldHandleError } from './should-handle-error.js'
export {
  createWinstonTransport,
  type WinstonSdk,
  type WinstonTransport,
  type WinstonTransportOptions,
} from './winston-transport.js'
