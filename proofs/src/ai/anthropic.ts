import type * as Anthropic from '@anthropic-ai/sdk'
import { anthropic } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { anthropicCases } from './anthropic-cases.ts'
import { anthropicConnectionCases } from './anthropic-connection-cases.ts'

export const anthropicProof = defineProof<typeof Anthropic, undefined>({
  library: anthropic,
  against: 'a stub of the Claude API',
  modules: {
    '@anthropic-ai/sdk': () => import('@anthropic-ai/sdk'),
    'anthropic-0': () => import('anthropic-0'),
  },
  bundle: { entry: "export { default, Anthropic } from '@anthropic-ai/sdk'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [...anthropicCases, ...anthropicConnectionCases],
})
