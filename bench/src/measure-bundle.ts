import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import type { Progress } from './progress.ts'
import type { Section } from './report.ts'

/** Kilobytes of a thousand bytes, as browsers show them. */
const LIMIT = 6

/** The same page twice, minified for production, and what the preset adds to what travels. */
export async function measureBundle(progress: Progress): Promise<Section> {
  progress('without the preset')
  const without = await bundle('./bundle/page-without-preset.ts')
  progress('with the preset')
  const added = (await bundle('./bundle/page-with-preset.ts')) - without
  return {
    title: 'What the browser preset adds to a bundle of @sentry/browser, compressed with gzip',
    columns: ['added', 'the bundle without it'],
    rows: [
      {
        name: 'browserPreset with its rules',
        ours: toFigure(added),
        other: toFigure(without),
        ratio: `${((added / without) * 100).toFixed(1)} %`,
        target: { text: `at most ${LIMIT} kB`, isMet: added <= LIMIT },
      },
    ],
  }
}

/** @returns the size in kilobytes */
async function bundle(entry: string): Promise<number> {
  const build = await rolldown({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  })
  const { output } = await build.generate({ minify: true })
  await build.close()
  return gzipSync(output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')).length / 1_000
}

function toFigure(kilobytes: number): Section['rows'][number]['ours'] {
  return { median: kilobytes, low: kilobytes, high: kilobytes, unit: 'kB' }
}
