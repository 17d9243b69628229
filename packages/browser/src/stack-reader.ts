/** Tells an extension's errors from the application's by their stacks. */
export interface StackReader {
  /** @returns `extension` where every frame that has a place is an extension's, else `app` */
  readonly readPackage: (stack: string, app: string) => string
  /** Finds out where the SDK's own wrapper stands in stacks; to be called when the SDK has set it up. */
  readonly learn: () => void
}

export const EXTENSION = 'extension'

/**
 * The SDK runs timers and listeners, an extension's too, inside a function of its own, whose frame is the outermost
 * of their stacks and lies in the application's bundle. It is no sign of the application. Where the application is an
 * extension itself, nothing is anybody else's.
 *
 * @param readOwnStack a stack that begins in the application's own code
 */
export function createStackReader(readOwnStack = () => new Error().stack ?? ''): StackReader {
  let wrapper: string | undefined
  let isExtension = false
  return {
    readPackage: (stack, app) => (!isExtension && isExtensions(readFrames(stack), wrapper) ? EXTENSION : app),
    learn() {
      isExtension = isExtensions(readFrames(readOwnStack()).slice(0, 1), undefined)
      setTimeout(() => {
        const [, , outer, ...more] = readFrames(readOwnStack())
        if (outer !== undefined && more.length === 0) wrapper = /[^(@\s]{1,2000}$/.exec(outer)?.[0]
      })
    },
  }
}

function isExtensions(frames: readonly string[], wrapper: string | undefined): boolean {
  let isFound = false
  for (const frame of frames) {
    if (EXTENSION_FRAME.test(frame)) isFound = true
    else if (!isUnlocated(frame) && (wrapper === undefined || !frame.endsWith(wrapper))) return false
  }
  return isFound
}

/** V8 writes a headline and then `    at name (place)`; the others write `name@place` from the first line on. */
function readFrames(stack: string): readonly string[] {
  const lines = stack.split('\n').filter(Boolean)
  const v8 = lines.filter((line) => line.startsWith('    at '))
  return v8[0] ? v8 : lines
}

/** Safari hides an extension's address behind `webkit-masked-url`. */
const EXTENSION_FRAME = /(?:^|[(@]|at )(?:[a-z-]{3,10}-extension|webkit-masked-url):\/\//

/** The language's own functions, and code without an address, which may as well be the application's `javascript:`. */
function isUnlocated(frame: string): boolean {
  return (
    !frame.includes('eval at ') &&
    /(?:<anonymous>(?::\d+:\d+)?|native|\[native code\]|index \d+)\)?$/.test(frame)
  )
}
