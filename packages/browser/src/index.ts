export type { BrowserNoiseOptions } from './browser-options.js'
export { browserPreset } from './browser-preset.js'
export { browserRules } from './browser-rules.js'
