import type { HeldBack } from './inbox'

interface Client {
  getIntegrationByName(name: string): unknown
}

/** What the filter of this runtime holds back; nothing where there is no preset. */
export function readLedger(client: Client | undefined): readonly HeldBack[] {
  // The preset puts its filter into the client under this name.
  const filter = client?.getIntegrationByName('NoiseFilter') as { snapshot(): Snapshot } | undefined
  return filter?.snapshot().entries ?? []
}

interface Snapshot {
  readonly entries: readonly HeldBack[]
}
