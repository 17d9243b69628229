import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK is there before a library is loaded, as with `node --import ./instrument.js`.
    setupFiles: ['src/proof/sdk.ts'],
    // A failure is read far from here: npm run catalogue -- --newest.
    chaiConfig: { truncateThreshold: 0 },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
