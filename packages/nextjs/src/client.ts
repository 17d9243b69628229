export { type NextjsClientNoiseOptions, nextjsClientPreset } from './nextjs-client-preset.js'
