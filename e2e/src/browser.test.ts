import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserRules } from '@sentry-presets/browser'
import { startEndpoint, type Endpoint } from '@sentry-presets/conformance/endpoint'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPage, SDKS } from './browser/build-page.ts'
import { type Case, cases, loseFirst } from './browser/cases.ts'
import { ONLINE } from './browser/online.ts'
import { type Site, startSite } from './browser/site.ts'
import './browser/page/globals.ts'
import { CHROMIUM, CHROMIUM_FLAGS, NO_CHROMIUM } from './chromium.ts'

it('provokes every rule and its near miss', () => {
  const proven = (kind: Case['kind']): unknown =>
    [...new Set(cases.filter((known) => known.kind === kind).map(({ rule }) => rule))].sort()
  const ids = browserRules.map(({ id }) => id).sort()
  expect(proven('noise')).toEqual(ids)
  expect(proven('near miss')).toEqual(ids)
})

describe.skipIf(CHROMIUM === undefined)(`in Chromium${NO_CHROMIUM}`, () => {
  describe('without the preset', () => {
    const stage = openStage('sentry-browser-10', false)

    it.each(cases)('$name reaches the inbox', async (known) => {
      const { arrived } = await stage.play(known)
      expect(arrived).toContainEqual(expect.stringContaining(known.title))
    })
  })

  describe.each(SDKS)('with the preset on %s', (sdk) => {
    const stage = openStage(sdk, true)

    it.each(cases.filter(({ kind }) => kind === 'noise'))('$name is held back by $rule', async (known) => {
      const { arrived, heldBack } = await stage.play(known)
      expect(arrived).toEqual([])
      expect(heldBack).toEqual([known.rule])
    })

    it.each(cases.filter(({ kind }) => kind === 'near miss'))('$name is sent', async (known) => {
      const { arrived, heldBack } = await stage.play(known)
      expect(arrived).toEqual([expect.stringContaining(known.title)])
      expect(heldBack).toEqual([])
    })

    it('counts what the SDK would have dropped behind it', async () => {
      const { heldBack } = await stage.play({
        path: '/?sdk-filters',
        isSent: false,
        provoke: ({ page }) => page.click('#foreignScript'),
      })
      expect(heldBack).toEqual(['browser/script-error'])
    })

    it('sends a part that is asked for again on the same page', async () => {
      const { arrived, heldBack } = await stage.play({
        isSent: true,
        async provoke({ page, site }) {
          await loseFirst(page, site)
          await page.click('#loadPart')
        },
      })
      expect(arrived).toEqual([expect.stringContaining('Failed to fetch dynamically imported module')])
      expect(heldBack).toEqual(['browser/chunk-load'])
    })

    it.each(EXPECTED)('an expected error that is $what', async ({ button, arrived, heldBack }) => {
      const isSent = arrived.length > 0
      const outcome = await stage.play({ isSent, provoke: ({ page }) => page.click(button) })
      expect(outcome).toEqual({ arrived, heldBack })
    })

    it('sends the bugs of a worker', async () => {
      const { arrived } = await stage.play({
        isSent: true,
        provoke: ({ page }) => page.click('#startWorker'),
      })
      expect(arrived).toEqual(['a bug in a worker'])
    })
  })
})

/** In a listener, where the SDK says only after its integrations that nobody caught the error. */
const EXPECTED = [
  {
    what: 'thrown out of a listener is sent',
    button: '#throwInListener',
    arrived: ['thrown in a listener'],
    heldBack: [],
  },
  {
    what: 'reported in a listener is held back',
    button: '#captureInListener',
    arrived: [],
    heldBack: ['options/expected/app:QuotaReached'],
  },
  {
    what: 'reported in a listener and then thrown is sent once',
    button: '#captureAndThrow',
    arrived: ['captured and thrown'],
    heldBack: ['options/expected/app:QuotaReached'],
  },
]

interface Outcome {
  /** What can be read in the inbox. */
  readonly arrived: readonly string[]
  /** The rules that have held something back on the page as it is now. */
  readonly heldBack: readonly string[]
}

interface Scene extends Pick<Case, 'path' | 'hasExtension' | 'provoke'> {
  /** Whether something has to arrive, instead of being held back. @default what the kind of a case says */
  readonly isSent?: boolean
  readonly kind?: Case['kind']
}

interface Stage {
  play(scene: Scene): Promise<Outcome>
}

/** A site built with this SDK, its inbox, and browsers with and without the extension, for one group of tests. */
function openStage(sdk: (typeof SDKS)[number], hasPreset: boolean): Stage {
  const open = new AsyncDisposableStack()
  let endpoint: Endpoint
  let site: Site
  let plain: BrowserContext
  let extended: BrowserContext

  beforeAll(async () => {
    endpoint = open.use(await startEndpoint())
    site = open.use(
      await startSite({ files: await buildPage(sdk), settings: { dsn: endpoint.dsn, hasPreset } }),
    )
    plain = await openContext(open, [])
    extended = await openContext(open, EXTENSION_FLAGS)
  })
  afterAll(() => open.disposeAsync())

  return {
    async play({ path = '/', hasExtension, provoke, kind, isSent = kind === 'near miss' || !hasPreset }) {
      endpoint.received.events.length = 0
      site.gone.clear()
      site.ledgers.length = 0
      const context = hasExtension ? extended : plain
      const page = await context.newPage()
      try {
        await page.goto(site.url + path)
        await provoke({ page, context, site })
        await expect
          .poll(async () => (isSent ? readInbox(endpoint) : await readRules(page, site)).length, {
            timeout: 5_000,
          })
          .toBeGreaterThan(0)
        await page.evaluate(() => globalThis.flush?.(1_000))
        return { arrived: readInbox(endpoint), heldBack: await readRules(page, site) }
      } finally {
        await page.close()
      }
    },
  }
}

const EXTENSION = fileURLToPath(new URL('browser/extension', import.meta.url))
const EXTENSION_FLAGS = [
  `--disable-extensions-except=${EXTENSION}`,
  `--load-extension=${EXTENSION}`,
  '--disable-features=DisableLoadExtensionCommandLineSwitch',
]

/** Extensions are only loaded into a profile that lies on the disk. */
async function openContext(open: AsyncDisposableStack, flags: readonly string[]): Promise<BrowserContext> {
  const profile = await mkdtemp(join(tmpdir(), 'sentry-presets-chromium-'))
  open.defer(() => rm(profile, { recursive: true, force: true }))
  const context = await chromium.launchPersistentContext(profile, {
    ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
    args: [...CHROMIUM_FLAGS, ...flags],
    ignoreDefaultArgs: ['--disable-extensions'],
  })
  open.defer(() => context.close())
  return context
}

function readInbox({ received }: Endpoint): string[] {
  return received.events
    .map((event) => event.message ?? event.exception?.values?.at(-1)?.value ?? '')
    .filter((title) => title !== ONLINE)
}

/** From the page, or from what it has sent on being left. */
async function readRules(page: Page, site: Site): Promise<string[]> {
  const ledger = (await page.evaluate(() => globalThis.ledger?.())) ?? site.ledgers.at(-1)
  return ledger?.entries.map(({ rule }) => rule) ?? []
}
