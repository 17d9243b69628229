import { parseArgs } from 'node:util'

const VARIANTS = ['sdk', 'ignore-errors', 'before-send', 'preset'] as const
export type Variant = (typeof VARIANTS)[number]

const SDK_MAJORS = ['9', '10', '11'] as const
export type SdkMajor = (typeof SDK_MAJORS)[number]

export interface Arguments {
  readonly help: boolean
  readonly seed: string
  readonly sdk: SdkMajor
  readonly variants: readonly Variant[]
  readonly json: string | undefined
}

export const HELP = `npm run demo -- [options]

Plays one production day of examples/companion against a local Sentry endpoint, once per variant.

  --seed TEXT      another day (default: companion)
  --sdk MAJOR      ${SDK_MAJORS.join(', ')} (default: 10)
  --only VARIANT   ${VARIANTS.join(', ')}; may be repeated
  --json FILE      also write the results for machines
  --help           this text

Exits with 1 when the preset misses a bug or lets more than 30 events through,
or when the day without a filter stays under 4,000 events; with 2 when called wrongly.`

export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      help: { type: 'boolean', default: false },
      seed: { type: 'string', default: 'companion' },
      sdk: { type: 'string', default: '10' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
    },
  })
  const only = values.only.map((name) => oneOf(VARIANTS, '--only', name))
  return {
    help: values.help,
    seed: values.seed,
    sdk: oneOf(SDK_MAJORS, '--sdk', values.sdk),
    variants: only.length > 0 ? only : VARIANTS,
    json: values.json,
  }
}

function oneOf<T extends string>(allowed: readonly T[], option: string, value: string): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new Error(`${option}: "${value}" is none of ${allowed.join(', ')}`)
  return found
}
