import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK is there before a library is loaded, as with `node --import ./instrument.js`.
    setupFiles: ['src/proof/sdk.ts'],
    // A failure is read far from here: npm run catalogue -- --newest.
    chaiConfig: { truncateThreshold: 0 },
    // Real servers on a busy machine lose a race now and then; what a rule gets wrong, it gets wrong twice.
    retry: 1,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
