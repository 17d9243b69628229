import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'provoke/compile.ts',
    // Each application runs in a process of its own, which loads a whole SDK and Nest.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
