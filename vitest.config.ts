import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: ['{packages,examples}/*', '{demo,bench,conformance,e2e,proofs}'],
    allowOnly: false,
  },
})
