import { bootstrap, seconds } from './bootstrap.mjs'
import { exec } from './exec.mjs'
import { checkCopiedExamples } from './steps/copied-examples.mjs'
import { checkInstalledPackages } from './steps/installed-packages.mjs'
import { checkMachineTraces } from './steps/machine-traces.mjs'
import { checkTarballs } from './steps/tarballs.mjs'
import { runVitest } from './steps/vitest.mjs'

const DEMO = 'demo/src/run.ts'
/** `npm test -- --no-skip`: what needs a Redis or a Chromium that is not there fails instead of being skipped. */
const NO_SKIP = process.argv.includes('--no-skip')

/**
 * A step answers `{ passed, failed, output }` and perhaps `skipped`. One whose `needs` failed does not run and counts
 * as failed.
 */
const STEPS = [
  { name: 'build', run: command('turbo', 'run', 'build', '--output-logs=errors-only') },
  { name: 'format', run: command('biome', 'format') },
  { name: 'lint', run: command('oxlint', '--type-aware', '--deny-warnings'), needs: ['build'] },
  { name: 'typecheck', run: command('turbo', 'run', 'typecheck', '--output-logs=errors-only') },
  { name: 'typecheck of the configuration', run: command('tsc') },
  { name: 'unused code and dependencies', run: command('knip', '--treat-config-hints-as-errors') },
  { name: 'machine traces', run: checkMachineTraces },
  { name: 'published packages: publint and types', run: checkTarballs, needs: ['build'] },
  { name: 'published packages: installed', run: checkInstalledPackages, needs: ['build'] },
  {
    name: 'examples, copied out and started',
    run: checkCopiedExamples,
    needs: ['build', 'published packages: publint and types'],
  },
  { name: 'tests', run: () => runVitest({ allowSkips: !NO_SKIP }), needs: ['build'] },
  { name: 'the day on SDK 10, four times', run: command('node', DEMO), needs: ['build'] },
  {
    name: 'the day on SDK 9',
    run: command('node', DEMO, '--only', 'preset', '--sdk', '9'),
    needs: ['build'],
  },
  {
    name: 'the day on SDK 11',
    run: command('node', DEMO, '--only', 'preset', '--sdk', '11'),
    needs: ['build'],
  },
]

try {
  await bootstrap()
  process.exitCode = await runSteps()
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}

async function runSteps() {
  const failedSteps = []
  const total = { passed: 0, failed: 0 }
  for (const [index, step] of STEPS.entries()) {
    process.stdout.write(`[${index + 1}/${STEPS.length}] ${step.name} … `)
    const startedAt = Date.now()
    const { passed, failed, skipped = [], output } = await runStep(step, failedSteps)
    total.passed += passed
    total.failed += failed
    if (failed === 0) {
      console.log(`ok, ${passed} passed, ${seconds(startedAt)}`)
      for (const title of skipped) console.log(`      skipped: ${title}`)
    } else {
      failedSteps.push(step.name)
      console.log(`FAILED, ${passed} passed, ${failed} failed, ${seconds(startedAt)}\n${output.trimEnd()}\n`)
    }
  }
  if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(', ')}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed > 0 ? 1 : 0
}

async function runStep({ run, needs = [] }, failedSteps) {
  const missing = needs.find((name) => failedSteps.includes(name))
  if (missing !== undefined) return { passed: 0, failed: 1, output: `Not run, because "${missing}" failed.` }
  try {
    return await run()
  } catch (error) {
    return { passed: 0, failed: 1, output: error.stack }
  }
}

function command(name, ...args) {
  return async () => {
    const { code, output } = await exec(name, args, { capture: true })
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }
  }
}
