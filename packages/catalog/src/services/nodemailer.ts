import { defineLibrary } from '@sentry-presets/core'

export const nodemailer = defineLibrary({
  name: 'nodemailer',
  rules: [],
})
