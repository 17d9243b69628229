import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exec, ROOT } from '../exec.mjs'
import { publicPackages } from './tarballs.mjs'

const INSTALL = [
  'install',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--legacy-peer-deps=false',
  '--strict-peer-deps',
]

/** Installs the tarballs into an empty project with npm, then loads every entry point from there. */
export async function checkInstalledPackages() {
  const project = mkdtempSync(join(tmpdir(), 'sentry-presets-'))
  try {
    return await checkIn(project)
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

async function checkIn(project) {
  const packages = publicPackages()
  const entries = packages.flatMap(entryPoints)
  writeJson(join(project, 'package.json'), { private: true, dependencies: dependenciesOf(packages) })
  const install = await exec('npm', INSTALL, { cwd: project, capture: true })
  if (install.code !== 0) return { passed: 0, failed: 1, output: install.output }

  const checks = [install, await checkTypes(project, entries)]
  for (const entry of entries) checks.push(await checkLoads(project, entry))
  const failed = checks.filter(({ code }) => code !== 0)
  return {
    passed: checks.length - failed.length,
    failed: failed.length,
    output: failed.map(({ output }) => output).join('\n'),
  }
}

/** Our tarballs, and the peers they ask for, with the types of those, in the version they are developed on. */
function dependenciesOf(packages) {
  const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const dependencies = { '@types/node': root.devDependencies['@types/node'] }
  for (const { manifest, tarball } of packages) {
    dependencies[manifest.name] = `file:${tarball}`
    for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
      const version = manifest.devDependencies?.[peer]
      if (version === undefined)
        throw new Error(`${manifest.name} has the peer ${peer} but no devDependency on it.`)
      dependencies[peer] = version
    }
    for (const [name, version] of Object.entries(manifest.devDependencies ?? {})) {
      if (name.startsWith('@types/')) dependencies[name] = version
    }
  }
  return dependencies
}

/** Every path that can be imported; one with a star stands for the files there are. */
function entryPoints({ folder, manifest: { name, exports = {} } }) {
  return Object.entries(exports)
    .filter(([path]) => path !== './package.json')
    .flatMap(([path, target]) =>
      path.includes('*') ? expand(path, join(folder, target.import.default)) : [path],
    )
    .map((path) => name + path.slice(1))
}

function expand(path, target) {
  const ending = target.slice(target.indexOf('*') + 1)
  return readdirSync(dirname(target))
    .filter((file) => file.endsWith(ending))
    .map((file) => path.replace('*', file.slice(0, -ending.length)))
}

/** Both module systems find declarations, and our declarations themselves hold without `skipLibCheck`. */
async function checkTypes(project, entries) {
  const imports = entries.map((entry, index) => `export * as entry${index} from '${entry}'`).join('\n')
  writeFileSync(join(project, 'esm.mts'), imports)
  writeFileSync(join(project, 'cjs.cts'), imports)
  writeJson(join(project, 'tsconfig.json'), {
    compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, types: ['node'] },
    files: ['esm.mts', 'cjs.cts'],
  })
  return ownErrors(await exec('tsc', ['-p', project, '--pretty', 'false'], { capture: true }))
}

/** What is wrong in the declarations of others (Next's name files that it does not ship) is theirs to mend. */
function ownErrors({ code, output }) {
  const foreign = /node_modules\/(?!@sentry-presets\/).*: error TS/
  const errors = output.split('\n').filter((line) => /(?:^|: )error TS/.test(line) && !foreign.test(line))
  const isForeign = code !== 0 && errors.length === 0 && output.includes(': error TS')
  return { code: isForeign ? 0 : code, output: errors.join('\n') || output }
}

/** `import` and `require` answer the same named exports. Runs on the caller's Node, which may be the oldest supported. */
function checkLoads(project, entry) {
  const script = join(project, 'load.mjs')
  writeFileSync(
    script,
    `import { createRequire } from 'node:module'
    import { deepStrictEqual, ok } from 'node:assert'
    const named = (module) => Object.keys(module).filter((key) => !['default', 'module.exports'].includes(key)).sort()
    const imported = await import('${entry}')
    const required = createRequire(import.meta.url)('${entry}')
    ok(Object.keys(imported).length > 0, '${entry} exports nothing')
    deepStrictEqual(named(imported), named(required), '${entry} differs between import and require')`,
  )
  return exec(process.execPath, [script], { capture: true })
}

function writeJson(file, value) {
  writeFileSync(file, JSON.stringify(value, null, 2))
}
