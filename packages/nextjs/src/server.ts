export { type NextjsServerNoiseOptions, nextjsServerPreset } from './nextjs-server-preset.js'
