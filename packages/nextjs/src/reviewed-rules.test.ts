import { createNoiseFilter, type Rule } from '@sentry-presets/core'
import { expect, test } from 'vitest'
import * as client from './client.js'
import * as edge from './edge.js'
import { clientRules } from './rules/client-rules.js'
import { serverLibrary } from './rules/server-library.js'
import * as server from './server.js'

test('exports one preset from each entry point', () => {
  expect([server, edge, client].map((entry) => Object.keys(entry))).toMatchInlineSnapshot(`
    [
      [
        "nextjsServerPreset",
      ],
      [
        "nextjsEdgePreset",
      ],
      [
        "nextjsClientPreset",
      ],
    ]
  `)
})

test('judges on the server and at the edge by the reviewed rules', () => {
  expect((serverLibrary.rules ?? []).map(describe)).toMatchInlineSnapshot(`
    [
      "next/signal-passed-on · control-flow",
      "next/redirect · expected",
      "next/access-fallback · expected",
      "next/dynamic-usage · expected",
      "next/client-rendering · expected",
      "next/prerender-ended · control-flow",
      "next/response-aborted · control-flow",
      "next/request-aborted · control-flow",
      "next/server-action-not-found · transient · count · at most 20 per 10m",
    ]
  `)
})

test('judges in the browser by the reviewed rules, before those of every page', () => {
  expect(clientRules.map(describe)).toMatchInlineSnapshot(`
    [
      "next/redacted-twin · control-flow",
      "next/redirect · control-flow",
      "next/access-fallback · expected",
      "next/server-action-not-found · transient · count · at most 2 per 3600000",
    ]
  `)
})

test('has rules for the browser that the full filter takes', () => {
  const library = { name: 'next', rules: clientRules as readonly Rule[] }
  expect(() => createNoiseFilter({ libraries: [library], options: {} })).not.toThrow()
})

function describe({
  id,
  verdict,
  atBoundary,
  budget,
}: Pick<Rule, 'id' | 'verdict' | 'atBoundary' | 'budget'>) {
  const limit = budget && `at most ${budget.max} per ${budget.per}`
  return [id, verdict, atBoundary, limit].filter(Boolean).join(' · ')
}
