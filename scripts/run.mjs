import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bootstrap, buildPackage } from './bootstrap.mjs'
import { exec, ROOT } from './exec.mjs'

const [folder, ...args] = process.argv.slice(2)

try {
  process.exitCode = await start()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

async function start() {
  if (!existsSync(join(ROOT, folder, 'package.json'))) {
    throw new Error(`There is no package in ${folder}/ to run.`)
  }
  const name = `@sentry-presets/${folder}`
  await bootstrap()
  await buildPackage(name)
  const { code } = await exec('pnpm', ['--silent', 'start', ...args], { cwd: join(ROOT, folder) })
  return code
}
