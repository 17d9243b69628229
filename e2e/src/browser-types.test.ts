import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { SDKS } from './browser/build-page.ts'

const TSC = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')))

test.each(SDKS)('%s: the types of the SDK and of the preset fit together', async (sdk) => {
  const project = fileURLToPath(new URL(`../types/tsconfig.${sdk}.json`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [TSC, '-p', project]).catch(
    (failed: { stdout: string }) => failed,
  )
  expect(stdout).toBe('')
})
