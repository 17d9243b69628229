import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFramesPackage, readStackPackage } from './provenance.js'
import { readThrowSite } from './throw-site.js'

const STACKS: readonly (readonly [what: string, frames: readonly string[], origin: string | undefined])[] = [
  ['npm', ['at Client.query (/srv/app/node_modules/pg/lib/client.js:526:17)'], 'pg'],
  ['npm without a function', ['at /srv/app/node_modules/pg/lib/client.js:526:17'], 'pg'],
  ['a constructor', ['at new Client (/srv/app/node_modules/pg/lib/client.js:5:1)'], 'pg'],
  ['a renamed method', ['at Pool.connect [as query] (/srv/node_modules/pg-pool/index.js:45:11)'], 'pg-pool'],
  ['a scope', ['at f (/srv/node_modules/@aws-sdk/client-s3/dist-cjs/index.js:1:2)'], '@aws-sdk/client-s3'],
  ['pnpm', ['at f (/srv/node_modules/.pnpm/pg@8.1.0/node_modules/pg/lib/client.js:1:2)'], 'pg'],
  [
    'pnpm with a scope and peers',
    [
      'at f (/srv/node_modules/.pnpm/@fastify+cors@9.0.0_fastify@5.0.0/node_modules/@fastify/cors/index.js:1:2)',
    ],
    '@fastify/cors',
  ],
  ['nested packages', ['at f (/srv/node_modules/knex/node_modules/pg/lib/client.js:1:2)'], 'pg'],
  ['a workspace deep down', ['at f (/srv/packages/api/node_modules/pg/lib/client.js:1:2)'], 'pg'],
  [
    "Plug'n'Play",
    ['at f (/srv/.yarn/berry/cache/pg-npm-8.1.0-abc.zip/node_modules/pg/lib/client.js:1:2)'],
    'pg',
  ],
  [
    "Plug'n'Play, virtual",
    [
      'at f (/srv/.yarn/__virtual__/pg-virtual-1a2b/0/cache/pg-npm-8.1.0.zip/node_modules/pg/lib/client.js:1:2)',
    ],
    'pg',
  ],
  [
    "Plug'n'Play, unplugged",
    ['at f (/srv/.yarn/unplugged/pg-npm-8.1.0/node_modules/@a/b/index.js:1:2)'],
    '@a/b',
  ],
  ['Windows', ['at f (C:\\srv\\node_modules\\pg\\lib\\client.js:1:2)'], 'pg'],
  [
    'Windows with a scope',
    ['at f (C:\\srv\\node_modules\\@aws-sdk\\client-s3\\index.js:1:2)'],
    '@aws-sdk/client-s3',
  ],
  ['a file URL', ['at f (file:///srv/node_modules/pg/esm/index.mjs:1:2)'], 'pg'],
  ['a file URL of Windows', ['at file:///C:/srv/node_modules/pg/esm/index.mjs:1:2'], 'pg'],
  ['a package with a dot', ['at f (/srv/node_modules/lodash.get/index.js:1:2)'], 'lodash.get'],
  ['Node', ['at Socket.<anonymous> (node:net:1:2)'], 'node'],
  ['Node internals', ['at node:internal/deps/undici/undici:13502:13'], 'node'],
  ['an awaited Node internal', ['at async open (node:internal/fs/promises:639:25)'], 'node'],
  ['an awaited library', ['at async query (/srv/node_modules/pg/lib/client.js:1:2)'], 'pg'],
  ['the app', ['at main (/srv/app/src/main.js:1:2)'], 'app'],
  ['the app, at top level', ['at /srv/app/src/main.js:1:2'], 'app'],
  ['the app as an ES module', ['at file:///srv/app/src/main.js:1:2'], 'app'],
  ['the app on Windows', ['at main (C:\\srv\\app\\main.js:1:2)'], 'app'],
  ['a bundle', ['at xk (/srv/app/dist/bundle.js:1:24242)'], 'app'],
  ['a bundle that shows its modules', ['at f (webpack-internal:///./src/a.ts:1:2)'], 'app'],
  [
    'a library in such a bundle',
    ['at f (webpack-internal:///(rsc)/./node_modules/pg/lib/client.js:1:2)'],
    'pg',
  ],
  [
    'a workspace package of a PnP app',
    ['at f (/srv/.yarn/__virtual__/api-virtual-1/1/packages/api/a.js:1:2)'],
    'app',
  ],
  ['a folder with a like name', ['at f (/srv/old_node_modules_backup/app/main.js:1:2)'], 'app'],
  ['a folder beginning likewise', ['at f (/srv/node_modules-cache/app/main.js:1:2)'], 'app'],
  [
    'lines of the language',
    [
      'at JSON.parse (<anonymous>)',
      'at new Promise (<anonymous>)',
      'at async Promise.all (index 0)',
      'at Array.map (<anonymous>)',
      'at f (/srv/node_modules/pg/lib/client.js:1:2)',
    ],
    'pg',
  ],
  [
    'instrumentation',
    [
      'at f (/srv/node_modules/@sentry/node/build/cjs/index.js:1:2)',
      'at f (/srv/node_modules/@sentry/core/build/cjs/trace.js:1:2)',
      'at f (/srv/node_modules/.pnpm/@opentelemetry+api@1.9.0/node_modules/@opentelemetry/api/index.js:1:2)',
      'at f (/srv/node_modules/@opentelemetry/instrumentation-pg/index.js:1:2)',
      'at f (/srv/node_modules/import-in-the-middle/index.js:1:2)',
      'at f (/srv/node_modules/require-in-the-middle/index.js:1:2)',
      'at main (/srv/app/src/main.js:1:2)',
    ],
    'app',
  ],
  [
    'no line that names a place',
    ['at JSON.parse (<anonymous>)', 'at async Promise.all (index 0)'],
    undefined,
  ],
  ['native code only', ['at Array.map (native)'], undefined],
  ['no frame at all', [], undefined],
  [
    'the topmost of many',
    ['at f (/srv/node_modules/b/i.js:1:2)', 'at g (/srv/node_modules/a/i.js:1:2)'],
    'b',
  ],
]

describe('the package of a stack', () => {
  it.each(STACKS)('is read from %s', (_, frames, origin) => {
    expect(
      readStackPackage(['Error: boom', ...frames.map((frame) => `    ${frame}`)].join('\n'), 'app'),
    ).toBe(origin)
  })

  it('is the name the application goes under', () => {
    expect(readStackPackage('Error\n    at main (/srv/main.js:1:2)', 'companion')).toBe('companion')
  })

  it('is read behind a message of several lines', () => {
    expect(
      readStackPackage('Error: one\n  at two\nthree\n    at f (/a/node_modules/pg/i.js:1:2)', 'app'),
    ).toBe('pg')
  })

  it.each(['', 'Error', 'Error: read ECONNRESET', '    at f (/a/node_modules/pg/i.js:1:2)'])(
    'is unknown for %j',
    (stack) => {
      expect(readStackPackage(stack, 'app')).toBeUndefined()
    },
  )
})

describe('the package of frames', () => {
  it.each([
    [['/srv/app/main.js', '/srv/node_modules/pg/lib/client.js'], 'pg'],
    [['/srv/node_modules/pg/lib/client.js', '/srv/app/main.js'], 'app'],
    [['/srv/app/main.js', 'node:net'], 'node'],
    [['/srv/app/main.js', 'node:internal/deps/undici/undici'], 'node'],
    [['/srv/node_modules/pg/a.js', '<anonymous>', undefined, 'native'], 'pg'],
    [['/srv/app/main.js', '/srv/node_modules/@sentry/node/build/index.js'], 'app'],
    [['C:\\srv\\node_modules\\pg\\a.js'], 'pg'],
    [['C:\\srv\\main.js'], 'app'],
    [['file:///srv/main.js'], 'app'],
    [['app:///dist/main.js'], 'app'],
    [['<anonymous>'], undefined],
    [[], undefined],
  ])('%j, the throw site last, is %s', (filenames, origin) => {
    expect(
      readFramesPackage(
        filenames.map((filename) => ({ filename })),
        'app',
      ),
    ).toBe(origin)
  })
})

describe('the throw site', () => {
  const frames = [1, 2, 3, 4, 5, 6, 7].map((line) => `\n    at f (/srv/main.js:${line}:1)`)

  it('is the top frames without the message', () => {
    expect(readThrowSite(`Error: id 1${frames.join('')}`)).toBe(
      readThrowSite(`Error: id 2${frames.join('')}`),
    )
    expect(readThrowSite(`Error: id 1${frames.join('')}`)).toBe(frames.slice(0, 5).join(''))
  })

  it('differs where the code differs', () => {
    expect(readThrowSite(`Error${frames[0]}`)).not.toBe(readThrowSite(`Error${frames[1]}`))
  })

  it.each([
    ['Firefox', ['inner@https://app.example/a.js:1:2', 'outer@https://app.example/a.js:3:4', '']],
    ['Safari', ['inner@https://app.example/a.js:1:2', 'global code@https://app.example/a.js:3:4']],
  ])('is the top of a stack as %s writes it', (_, lines) => {
    expect(readThrowSite(lines.join('\n'))).toBe(lines.join('\n'))
    expect(readThrowSite([...new Array<string>(5).fill('a@b:1:1'), ...lines].join('\n'))).toBe(
      new Array<string>(5).fill('a@b:1:1').join('\n'),
    )
  })

  it('is empty without frames', () => {
    expect(readThrowSite('Error: boom')).toBe('')
  })
})

describe('the package of a real error', () => {
  const THROWER =
    'module.exports = (callback) => { if (callback) return callback(); throw new Error("boom") }'
  let root = ''

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'provenance-'))
  })
  afterAll(() => rm(root, { recursive: true }))

  it.each([
    ['npm', 'node_modules/foo/index.cjs', 'foo'],
    ['npm, scoped', 'node_modules/@foo/bar/lib/index.cjs', '@foo/bar'],
    ['npm, nested', 'node_modules/foo/node_modules/bar/index.cjs', 'bar'],
    ['pnpm', 'node_modules/.pnpm/foo@1.0.0_bar@2.0.0/node_modules/foo/index.cjs', 'foo'],
    ["Yarn Plug'n'Play", '.yarn/cache/foo-npm-1.0.0-abc.zip/node_modules/foo/index.cjs', 'foo'],
    [
      'Yarn, virtual',
      '.yarn/__virtual__/foo-virtual-1/0/cache/foo.zip/node_modules/@a/foo/index.cjs',
      '@a/foo',
    ],
    ['the app', 'src/main.cjs', 'app'],
    ['the app in a folder with blanks and brackets', 'my (new) app/ma in.cjs', 'app'],
    ['a library in such a folder', 'my (new) app/node_modules/foo/index.cjs', 'foo'],
  ])('is found in the layout of %s', async (_, path, origin) => {
    const thrower = await install(path)
    expect(
      readStackPackage(
        stackOf(() => thrower()),
        'app',
      ),
    ).toBe(origin)
  })

  it('is the one that threw, not the one that called', async () => {
    const inner = await install('node_modules/inner/index.cjs')
    const outer = await install('node_modules/outer/index.cjs')
    expect(
      readStackPackage(
        stackOf(() => outer(inner)),
        'app',
      ),
    ).toBe('inner')
  })

  it('is found through instrumentation and code of the language', async () => {
    const sentry = await install('node_modules/@sentry/node/index.cjs')
    const foo = await install('node_modules/foo/index.cjs')
    expect(
      readStackPackage(
        stackOf(() => foo(sentry)),
        'app',
      ),
    ).toBe('foo')
    expect(
      readStackPackage(
        stackOf(() => foo(JSON.parse.bind(JSON, '{'))),
        'app',
      ),
    ).toBe('foo')
  })

  it('is Node for what Node throws', () => {
    expect(
      readStackPackage(
        stackOf(() => new URL('no url')),
        'app',
      ),
    ).toBe('node')
  })

  async function install(path: string): Promise<(callback?: () => unknown) => unknown> {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, THROWER)
    const module: { default: () => unknown } = await import(pathToFileURL(file).href)
    return module.default
  }
})

function stackOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return String((error as Error).stack)
  }
  return ''
}
