import { type Library, NOISE_OPTION_KINDS, type NoiseOptions, type OptionKind } from '@sentry-presets/core'
import type { IntegrationPolicy } from './select-integrations.js'

/** The second argument of {@link nodePreset}. */
export interface NodeNoiseOptions extends NoiseOptions, IntegrationPolicy {
  /** The libraries whose rules apply. @default the whole catalogue */
  readonly libraries?: readonly Library[]
}

const OWN_KINDS: Readonly<Record<Exclude<keyof NodeNoiseOptions, keyof NoiseOptions>, OptionKind>> = {
  keep: 'list',
  disable: 'list',
  libraries: 'list',
}

export const NODE_OPTION_KINDS: Readonly<Record<string, OptionKind>> = { ...NOISE_OPTION_KINDS, ...OWN_KINDS }
