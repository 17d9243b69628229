import { defineLibrary } from '@sentry-presets/core'

export const discord = defineLibrary({
  name: 'discord',
  packages: ['discord.js', '@discordjs/rest', '@discordjs/ws'],
  rules: [],
})
