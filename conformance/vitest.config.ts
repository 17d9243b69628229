import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Each test starts a process of its own, which loads a whole SDK.
  test: { testTimeout: 30_000, hookTimeout: 30_000 },
})
