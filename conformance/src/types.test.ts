import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { MAJORS } from './sdks.ts'

const TSC = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')))

test.each(MAJORS)('%s: the types of the SDK, the preset and core fit together', async (sdk) => {
  const project = fileURLToPath(new URL(`../types/tsconfig.${sdk}.json`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [TSC, '-p', project]).catch(
    (failed: { stdout: string }) => failed,
  )
  expect(stdout).toBe('')
})
