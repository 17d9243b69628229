import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK is there before a library is loaded, as with `node --import ./instrument.js`.
    setupFiles: ['src/proof/sdk.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
