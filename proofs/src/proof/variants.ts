import { importBundled } from '../world/bundle.ts'
import { BUNDLE, type Proof } from './proof.ts'

/** One form in which an application has the library. */
export interface Variant<Module> {
  readonly name: string
  readonly load: () => Promise<Module>
}

/** Each version, and the bundle, which is the same source as the first of them. */
export function listVariants<Module, World>({
  modules,
  bundle,
}: Proof<Module, World>): readonly Variant<Module>[] {
  const loaders = { ...modules }
  if ('entry' in bundle) {
    loaders[BUNDLE] = () => importBundled(bundle.entry, bundle.keepNames !== undefined)
  }
  return Object.entries(loaders).map(([name, load]) => ({ name, load: load as () => Promise<Module> }))
}
