export type { BrowserNoiseOptions } from './browser-options.js'
export { applyBrowserPreset, browserPreset, type BrowserPresetSetup } from './browser-preset.js'
export { browserRules } from './browser-rules.js'
