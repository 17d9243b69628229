export { nextjsClientPreset } from './nextjs-client-preset.js'
