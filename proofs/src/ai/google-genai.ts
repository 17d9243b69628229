import { googleGenai } from '@sentry-presets/catalog'
import type * as GoogleGenAI from '@google/genai'
import { defineProof } from '../proof/proof.ts'
import { googleGenaiCases } from './google-genai-cases.ts'
import { interactionsCases } from './google-genai-interactions-cases.ts'

export const googleGenaiProof = defineProof<typeof GoogleGenAI, undefined>({
  library: googleGenai,
  against: 'a stub of the Gemini API',
  modules: {
    '@google/genai': () => import('@google/genai'),
    'google-genai-2': () => import('google-genai-2'),
  },
  bundle: { entry: "export { GoogleGenAI } from '@google/genai'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [...googleGenaiCases, ...interactionsCases],
})
