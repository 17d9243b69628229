import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exec, ROOT } from './exec.mjs'

const STAMP = join(ROOT, 'node_modules/.bootstrap')
const PACKAGE_FOLDERS = ['packages', 'examples', 'e2e']
const SINGLE_PACKAGES = ['demo', 'bench', 'conformance', 'e2e', 'proofs']

/** Installs the workspace if the lockfile or a manifest changed since it was last installed. */
export async function bootstrap() {
  const fingerprint = readFingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return

  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  console.log(`Installing the workspace with ${packageManager} …`)
  const startedAt = Date.now()
  const { code } = await exec('npx', ['-y', packageManager, 'install', '--frozen-lockfile'])
  if (code !== 0) {
    throw new Error(`Installing failed. If you changed a manifest, run: npx -y ${packageManager} install`)
  }
  writeFileSync(STAMP, fingerprint)
  console.log(`Installed in ${seconds(startedAt)}`)
}

/** Builds one package and everything it depends on. */
export async function buildPackage(name) {
  console.log(`Building ${name} and what it needs …`)
  const startedAt = Date.now()
  const { code, output } = await exec('turbo', ['run', 'build', `--filter=${name}...`], { capture: true })
  if (code !== 0) throw new Error(`${output}\nBuilding ${name} failed.`)
  console.log(`Built in ${seconds(startedAt)}`)
}

/** The time since `startedAt`, as `4.2 s`. */
export function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
}

function readFingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]) {
    hash.update(file).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex')
}

function manifests() {
  const inFolders = PACKAGE_FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  )
  return ['.', ...inFolders, ...SINGLE_PACKAGES]
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(join(ROOT, file)))
}
