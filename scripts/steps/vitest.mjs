import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exec, ROOT } from '../exec.mjs'

const REPORT = join(ROOT, 'node_modules/.vitest-report.json')

/**
 * Runs every vitest project. A test file that no project picked up counts as failed, and so does a skipped test
 * unless skips are allowed; then it is named.
 */
export async function runVitest({ allowSkips }) {
  rmSync(REPORT, { force: true })
  const { code, output } = await exec(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`],
    { capture: true },
  )
  if (!existsSync(REPORT)) return { passed: 0, failed: 1, output }

  const { testResults: files } = JSON.parse(readFileSync(REPORT, 'utf8'))
  const tests = files.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status))
  const problems = [
    ...tests.filter((test) => test.status === 'failed').map((test) => `failed: ${test.fullName}`),
    ...(allowSkips ? [] : skipped.map((test) => `skipped: ${test.fullName}`)),
    ...files
      .filter((file) => file.assertionResults.length === 0)
      .map((file) => `no test ran in ${file.name}`),
    ...(await testFilesNotIn(files)).map((file) => `not run by any vitest project: ${file}`),
  ]
  if (code !== 0 && problems.length === 0) problems.push(`vitest exited with ${code}`)
  return {
    passed,
    failed: problems.length,
    skipped: skipped.map((test) => test.fullName),
    output: [output, ...problems].join('\n'),
  }
}

async function testFilesNotIn(files) {
  const ran = new Set(files.map((file) => relative(ROOT, file.name).replaceAll('\\', '/')))
  const patterns = ['*.test.*', '*.spec.*']
  const { output } = await exec('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], {
    capture: true,
  })
  return output.split('\n').filter((file) => file !== '' && !file.endsWith('.snap') && !ran.has(file))
}
