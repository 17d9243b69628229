import { fileURLToPath } from 'node:url'
import { catalog } from '@sentry-presets/catalog'
import { loadProofs } from '../load-proofs.ts'
import { readInstalled } from './installed-version.ts'
import { renderCatalogue } from './render-catalogue.ts'

/** Where the page lies. */
export const CATALOGUE_PAGE = fileURLToPath(new URL('../../../docs/catalogue.md', import.meta.url))

/** The page as the rules and their proofs have it now. */
export async function writeCatalogue(): Promise<string> {
  return renderCatalogue(await loadProofs(catalog), readInstalled)
}
