import { defineConfig } from 'vitest/config'

export default defineConfig({
  // An example is built, started and driven as a whole, and a browser opened beside it.
  test: { testTimeout: 60_000, hookTimeout: 300_000, fileParallelism: false },
})
