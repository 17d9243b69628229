import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { exec, ROOT } from '../exec.mjs'

const TARBALLS = join(ROOT, 'node_modules/.tarballs')

/** Packs every public package, then checks the tarballs with publint and attw. */
export async function checkTarballs() {
  rmSync(TARBALLS, { recursive: true, force: true })
  mkdirSync(TARBALLS, { recursive: true })
  const checks = []
  for (const { folder, tarball } of publicPackages()) {
    checks.push(await exec('pnpm', ['pack', '--out', tarball], { cwd: folder, capture: true }))
    checks.push(await exec('publint', ['run', tarball, '--strict'], { capture: true }))
    checks.push(await exec('attw', [tarball, '--profile', 'node16'], { capture: true }))
  }
  const failed = checks.filter(({ code }) => code !== 0)
  return {
    passed: checks.length - failed.length,
    failed: failed.length,
    output: failed.map(({ output }) => output).join('\n'),
  }
}

/** The packages that are published, each with its manifest and the place of its tarball. */
export function publicPackages() {
  return readdirSync(join(ROOT, 'packages'))
    .map((name) => join(ROOT, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({
      folder,
      manifest,
      tarball: join(TARBALLS, `${manifest.name.replace('/', '-')}.tgz`),
    }))
}
