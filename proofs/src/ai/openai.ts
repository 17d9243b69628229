import { openai } from '@sentry-presets/catalog'
import type * as OpenAI from 'openai'
import { defineProof } from '../proof/proof.ts'
import { openaiCases } from './openai-cases.ts'
import { openaiConnectionCases } from './openai-connection-cases.ts'
import { openrouterCases } from './openai-openrouter-cases.ts'

export const openaiProof = defineProof<typeof OpenAI, undefined>({
  library: openai,
  against: "a stub of OpenAI's and OpenRouter's HTTP API",
  modules: { openai: () => import('openai'), 'openai-6': () => import('openai-6') },
  bundle: { entry: "export * from 'openai'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [...openaiCases, ...openaiConnectionCases, ...openrouterCases],
})
