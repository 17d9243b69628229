import { defineLibrary, match } from '@sentry-presets/core'

/** Express with its router and its file server. What its body parsers throw are http-errors. */
export const express = defineLibrary({
  name: 'express',
  packages: ['router', 'send', 'serve-static', 'finalhandler'],
  rules: [
    {
      id: 'express/malformed-url',
      when: match.all(match.error('express:URIError'), match.status(400), match.inRequest()),
      verdict: 'control-flow',
      reason: 'A client asked for an address that is no valid URL, and has been told so.',
      source: 'https://github.com/pillarjs/router/blob/master/lib/layer.js',
    },
  ],
})
