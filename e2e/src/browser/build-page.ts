import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** The SDKs a page can be built with: the packages that stand in for `@sentry/browser`. */
export const SDKS = ['sentry-browser-9', 'sentry-browser-10', 'sentry-browser-11'] as const
export type Sdk = (typeof SDKS)[number]

/** The files of a page by name, minified for production as an application ships them. */
export async function buildPage(sdk: Sdk): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const name of ['main', 'worker']) {
    const bundle = await rolldown({
      input: { [name]: fileURLToPath(new URL(`page/${name}.ts`, import.meta.url)) },
      platform: 'browser',
      resolve: { alias: { '@sentry/browser': sdk } },
      transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    })
    const { output } = await bundle.generate({ minify: true, chunkFileNames: '[name].js' })
    for (const file of output) if (file.type === 'chunk') files.set(`/${file.fileName}`, file.code)
    await bundle.close()
  }
  return files
}
