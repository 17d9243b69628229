import { ai } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { aiCases } from './ai-cases.ts'
import { aiConnectionCases } from './ai-connection-cases.ts'
import { aiGatewayCases } from './ai-gateway-cases.ts'
import type { Module } from './ask-ai.ts'

export const aiProof = defineProof<Module, undefined>({
  library: ai,
  against: 'stubs of an OpenAI-compatible API and of the AI Gateway',
  modules: {
    ai: async () => ({ ...(await import('ai')), ...(await import('@ai-sdk/openai-compatible')) }),
    'ai-6': async () => ({ ...(await import('ai-6')), ...(await import('ai-sdk-openai-compatible-2')) }),
  },
  bundle: {
    entry: `
      export * from 'ai'
      export { createOpenAICompatible } from '@ai-sdk/openai-compatible'
    `,
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [...aiCases, ...aiConnectionCases, ...aiGatewayCases],
})
