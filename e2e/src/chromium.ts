import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** The names under which distributions install it. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome']

/** Where Chromium is on this machine; undefined where there is none. */
export const CHROMIUM = findProgram(PROGRAMS)

/** Set for a title: what a test that was skipped had needed. */
export const NO_CHROMIUM = CHROMIUM === undefined ? ' (skipped: no chromium on the PATH)' : ''

/** Flags that keep it from asking the network for anything of its own, and let it run as root in a container. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--no-first-run',
]

/** A real Chromium without a window. */
export async function openChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('There is no chromium on the PATH.')
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
}

function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
