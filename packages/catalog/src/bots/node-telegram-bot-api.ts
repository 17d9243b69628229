import { defineLibrary } from '@sentry-presets/core'

export const nodeTelegramBotApi = defineLibrary({
  name: 'node-telegram-bot-api',
  rules: [],
})
