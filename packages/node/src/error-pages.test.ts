import { readdirSync, readFileSync } from 'node:fs'
import { CONFIG_ERROR_CODES, ConfigError, match } from '@sentry-presets/core'
import * as Sentry from '@sentry/node'
import { expect, it } from 'vitest'
import { nodePreset } from './node-preset.js'

const PAGES = new URL('../../../docs/errors/', import.meta.url)

it('has a page for every code, and no other', () => {
  const pages = readdirSync(PAGES).filter((name) => name !== 'README.md')
  expect(pages.sort()).toEqual(CONFIG_ERROR_CODES.map((code) => `${code}.md`).sort())
})

it.each(CONFIG_ERROR_CODES)(
  'shows for %s what is refused, with its message, and what is accepted',
  (code) => {
    const page = readFileSync(new URL(`${code}.md`, PAGES), 'utf8')
    const [refused = '', message = '', accepted = ''] = readBlocks(page)
    const error = catchError(() => run(refused))
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toMatchObject({ code, message: message.trim() })
    expect(() => run(accepted)).not.toThrow()
  },
)

function readBlocks(page: string): string[] {
  return Array.from(page.matchAll(/```(?:ts|text)\n([^`]*)```/g), ([, block]) => block ?? '')
}

/** Runs a page's snippet as far as `Sentry.init` would: the integrations are chosen when the SDK asks for them. */
function run(snippet: string): void {
  const initialise = (...args: Parameters<typeof nodePreset>): void => {
    const { integrations } = nodePreset(...args)
    if (typeof integrations === 'function') integrations(Sentry.getDefaultIntegrations({}))
  }
  // oxlint-disable-next-line no-implied-eval -- the snippets are this repository's own pages
  new Function('nodePreset', 'match', 'dsn', snippet)(initialise, match, undefined)
}

function catchError(action: () => void): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
