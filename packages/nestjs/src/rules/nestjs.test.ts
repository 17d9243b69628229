import { catalog } from '@sentry-presets/catalog'
import { describe, expect, it } from 'vitest'
import { type Outcomes, runApp } from '../../provoke/run-app.js'
import { readFates } from '../../provoke/fates.js'
import { nestjs } from './nestjs.js'

const HTTP = { app: 'http-app', input: { adapter: 'express', filter: 'module' } }
const RPC = { app: 'rpc-app', input: { filter: 'module' } }
const JOBS = { app: 'jobs-app', input: undefined }

/** For each rule a failure of the real Nest that it decides, and one that is like it and that it lets by. */
const PROOFS: Readonly<Record<string, { hit: Failure; nearMiss: Failure }>> = {
  'nestjs/server-exception': {
    hit: { ...HTTP, name: '/unavailable' },
    nearMiss: { ...HTTP, name: '/teapot' },
  },
  'nestjs/client-exception': {
    hit: { ...HTTP, name: '/missing' },
    nearMiss: { ...JOBS, name: 'cron: status 404' },
  },
  'nestjs/http-error': { hit: { ...HTTP, name: 'too large' }, nearMiss: { ...HTTP, name: '/look-alike' } },
  'nestjs/message-refused': {
    hit: { ...RPC, name: 'text' },
    nearMiss: { ...RPC, name: 'carried upstream 404' },
  },
}

interface Failure {
  readonly app: string
  readonly input: unknown
  readonly name: string
}

it('has a proof for each rule, and for no other', () => {
  expect(Object.keys(PROOFS).sort()).toEqual(nestjs.rules.map(({ id }) => id).sort())
})

it('consists of the reviewed rules', () => {
  const lines = nestjs.rules.map((rule) => `${rule.id} · ${rule.verdict}${'veto' in rule ? ' · veto' : ''}`)
  expect(lines).toMatchInlineSnapshot(`
    [
      "nestjs/server-exception · bug · veto",
      "nestjs/client-exception · control-flow",
      "nestjs/http-error · control-flow",
      "nestjs/message-refused · control-flow",
    ]
  `)
})

it('gives no id that the catalogue gives', () => {
  const taken = new Set(catalog.flatMap(({ rules = [] }) => rules.map(({ id }) => id)))
  expect(nestjs.rules.filter(({ id }) => taken.has(id))).toEqual([])
})

describe.each(nestjs.rules)('$id', ({ id, reason, source, verdict }) => {
  it('gives a reason in a sentence and a source', () => {
    expect(id).toMatch(/^nestjs\/[a-z]+(-[a-z]+)*$/)
    expect(reason).toMatch(/^[A-Z].{20,}\.$/)
    expect(source).toMatch(/^https:\/\/\S+$/)
  })

  it('decides a failure that was provoked, and lets one by that is like it', async () => {
    const { hit, nearMiss } = PROOFS[id] ?? {}
    const fate = verdict === 'bug' ? 'sent' : 'held back'
    expect(await provoke(hit)).toEqual([`${fate} ${id}`])
    const missed = await provoke(nearMiss)
    expect(missed).toHaveLength(1)
    expect(missed[0]).not.toContain(id)
  })
})

async function provoke(failure: Failure | undefined): Promise<readonly string[]> {
  const outcomes: Outcomes | undefined =
    failure && (await runApp('@sentry/nestjs', failure.app, failure.input))
  return readFates(outcomes, failure?.name ?? '')
}
