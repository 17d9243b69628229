export { type NextjsEdgeNoiseOptions, nextjsEdgePreset } from './nextjs-edge-preset.js'
