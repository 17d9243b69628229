import { isObject, readProperty, readString } from './safe-read.js'

/** The names of an error's classes, from its own up to, but without, `Error`, and the error's `name`. */
export type ReadNames = (error: object) => readonly string[]

const CLASSES_READ = 10
const NAME_LIMIT = 64

/** Looks each prototype's chain up once: an application has some dozens of classes, but many errors. */
export function createReadNames(): ReadNames {
  const chains = new WeakMap<object, Chain>()
  return (error) => {
    const prototype = readPrototype(error)
    let chain = chains.get(prototype)
    if (!chain)
      chains.set(prototype, (chain = { classes: readClasses(prototype), name: undefined, names: [] }))
    const name = readString(error, 'name') ?? ''
    if (name !== chain.name) {
      chain.name = name
      chain.names = withOwnName(chain.classes, name)
    }
    return chain.names
  }
}

interface Chain {
  readonly classes: readonly string[]
  /** What was made of the name that the last error with these classes had: nearly always the same one. */
  name: string | undefined
  names: readonly string[]
}

function readPrototype(error: object): object {
  try {
    const prototype: unknown = Object.getPrototypeOf(error)
    if (isObject(prototype)) return prototype
  } catch {
    // A revoked proxy has no prototype to tell of.
  }
  return {}
}

function readClasses(prototype: object): readonly string[] {
  const names = new Set<string>()
  for (let depth = 0; depth < CLASSES_READ; depth++) {
    const name = readString(readProperty(prototype, 'constructor'), 'name') ?? ''
    if (name === 'Error' || name === 'Object') break
    if (name !== '') names.add(name)
    prototype = readPrototype(prototype)
  }
  return [...names]
}

/** The error's `name` comes first only where its class says nothing, as DOMException and Node's own classes do. */
function withOwnName(classes: readonly string[], name: string): readonly string[] {
  const [first = 'Error'] = classes
  if (name === '' || name.length > NAME_LIMIT) return classes.length > 0 ? classes : ['Object']
  if (SPEECHLESS.includes(first)) return [name, ...classes.filter((other) => other !== name)]
  return name === 'Error' || classes.includes(name) ? classes : [...classes, name]
}

const SPEECHLESS = ['Error', 'DOMException', 'NodeError', 'SystemError']
