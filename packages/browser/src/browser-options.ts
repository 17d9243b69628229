import { type Library, NOISE_OPTION_KINDS, type NoiseOptions, type OptionKind } from '@sentry-presets/core'

/** The second argument of {@link browserPreset}. */
export interface BrowserNoiseOptions extends NoiseOptions {
  /** Libraries whose rules apply beside the browser's own. @default none */
  readonly libraries?: readonly Library[]
}

const OWN_KINDS: Readonly<Record<Exclude<keyof BrowserNoiseOptions, keyof NoiseOptions>, OptionKind>> = {
  libraries: 'list',
}

export const BROWSER_OPTION_KINDS: Readonly<Record<string, OptionKind>> = {
  ...NOISE_OPTION_KINDS,
  ...OWN_KINDS,
}
