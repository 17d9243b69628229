import { FRAME } from './throw-site.js'
import type { SentryFrame } from '../sentry/sentry-shapes.js'

/** The name of Node's own code in identities. */
export const NODE = 'node'

/** Finds the package whose code made an error: its name, `app`, or undefined where the stack does not tell. */
export type ReadStackPackage = (stack: string, app: string) => string | undefined

const FRAMES_READ = 8

/**
 * The package whose code made the error, read from the top of its stack: `node`, the innermost package of the
 * `node_modules` path (which is the same in npm, pnpm and Yarn layouts, Plug'n'Play included), or `app`.
 * Lines that belong to the language or to instrumentation are passed over.
 *
 * @returns undefined where the stack names no place at all
 */
export function readStackPackage(stack: string, app: string): string | undefined {
  let start = stack.indexOf(FRAME)
  for (let read = 0; start !== -1 && read < FRAMES_READ; read++) {
    const end = stack.indexOf('\n', start + FRAME.length)
    const line = stack.slice(start + FRAME.length, end === -1 ? undefined : end)
    const name = readLocationPackage(line, app)
    if (name !== undefined) return name
    start = end === -1 ? -1 : stack.indexOf(FRAME, end)
  }
  return undefined
}

/** The same from the frames of an event, which the SDK orders with the throw site last. */
export function readFramesPackage(frames: readonly SentryFrame[], app: string): string | undefined {
  for (let index = frames.length - 1; index >= Math.max(0, frames.length - FRAMES_READ); index--) {
    const name = readLocationPackage(String(frames[index]?.filename ?? ''), app)
    if (name !== undefined) return name
  }
  return undefined
}

const NODE_MODULES = 'node_modules'

function readLocationPackage(location: string, app: string): string | undefined {
  const inside = readNodeModulesPackage(location)
  if (inside !== undefined) return isInstrumentation(inside) ? undefined : inside
  if (/(?:^|\(|\s)node:/.test(location)) return NODE
  return /:\d+\)?$|^(?:[A-Za-z]:)?[\\/]|^file:|^app:/.test(location) ? app : undefined
}

function readNodeModulesPackage(path: string): string | undefined {
  const marker = findNodeModules(path)
  if (marker === -1) return undefined
  const start = marker + NODE_MODULES.length + 1
  const end = findSeparator(path, start)
  if (end <= start) return undefined
  const first = path.slice(start, end)
  if (path[start] !== '@' || end === path.length) return first
  return `${first}/${path.slice(end + 1, findSeparator(path, end + 1))}`
}

/** Where the innermost folder of exactly this name begins. */
function findNodeModules(path: string): number {
  let marker = path.lastIndexOf(NODE_MODULES)
  while (marker !== -1 && !isFolder(path, marker)) {
    marker = marker === 0 ? -1 : path.lastIndexOf(NODE_MODULES, marker - 1)
  }
  return marker
}

function isFolder(path: string, marker: number): boolean {
  const after = path[marker + NODE_MODULES.length]
  return (after === '/' || after === '\\') && !/[\w.-]/.test(path.charAt(marker - 1))
}

/** The end of the name that starts here: paths are written with either slash. */
function findSeparator(path: string, start: number): number {
  for (let index = start; index < path.length; index++) {
    if (path[index] === '/' || path[index] === '\\') return index
  }
  return path.length
}

function isInstrumentation(name: string): boolean {
  if (name.startsWith('@')) return name.startsWith('@sentry/') || name.startsWith('@opentelemetry/')
  return name === 'import-in-the-middle' || name === 'require-in-the-middle'
}
