import { langchain } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import type { Module } from './ask-langchain.ts'
import { langchainCases } from './langchain-cases.ts'
import { langchainOwnCases } from './langchain-own-cases.ts'

export const langchainProof = defineProof<Module, undefined>({
  library: langchain,
  against: "a stub of OpenAI's HTTP API",
  modules: {
    langchain: async () => ({
      ...(await import('langchain')),
      ...(await import('@langchain/openai')),
      ...(await import('@langchain/core/utils/async_caller')),
      ...(await import('@langchain/core/output_parsers')),
      ...(await import('@langchain/core/prompts')),
    }),
  },
  bundle: {
    entry: `
      export { createAgent, createMiddleware, tool } from 'langchain'
      export { ChatOpenAI } from '@langchain/openai'
      export { AsyncCaller } from '@langchain/core/utils/async_caller'
      export { StructuredOutputParser } from '@langchain/core/output_parsers'
      export { ChatPromptTemplate } from '@langchain/core/prompts'
    `,
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [...langchainCases, ...langchainOwnCases],
})
