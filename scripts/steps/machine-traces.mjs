import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { exec, ROOT } from '../exec.mjs'

const REGISTRY_HOST = '(^|[^a-z-])registry[.=][a-z]'
const HOME_FOLDER = '/(home|Users)/[A-Za-z0-9._-]+/|/(root|work)/[A-Za-z0-9._-]'

/** The repository names no package registry and no folder of the machine that somebody wrote it on. */
export async function checkMachineTraces() {
  const results = [
    await search('a package registry', ['-E', REGISTRY_HOST]),
    await search('a folder of one machine', ['-E', HOME_FOLDER]),
    await search('the folder of this checkout', ['-F', resolve(ROOT)]),
    await search('the home folder of this user', ['-F', `${resolve(homedir())}/`]),
  ]
  const found = results.filter((result) => result !== undefined)
  return { passed: results.length - found.length, failed: found.length, output: found.join('\n') }
}

async function search(what, pattern) {
  const { code, output } = await exec('git', ['grep', '-nI', '--untracked', ...pattern], { capture: true })
  if (code === 1 && output === '') return undefined
  return `The repository names ${what}:\n${output}`
}
