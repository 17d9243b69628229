export { attempt, markRunning, markShutdown } from '@sentry-presets/node'
export { nestjs } from './rules/nestjs.js'
export { type NestjsNoiseOptions, nestjsPreset } from './nestjs-preset.js'
