import { isObject, readProperty, readString } from './safe-read.js'

/** The names of an error's classes, from its own up to, but without, `Error`, and the error's `name`. */
export type ReadNames = (error: object) => readonly string[]

const CLASSES_READ = 10
const NAME_LIMIT = 64

/** Looks each prototype's chain up once: an application has some dozens of classes, but many errors. */
export function createReadNames(): ReadNames {
  const chains = new WeakMap<object, Chain>()

  function findChain(error: object): Chain {
    const prototype = readPrototype(error)
    if (!prototype) return createChain([])
    let chain = chains.get(prototype)
    if (!chain) {
      chain = createChain(readClasses(prototype))
      chains.set(prototype, chain)
    }
    return chain
  }

  return (error) => {
    const chain = findChain(error)
    const name = readOwnName(error)
    if (name !== chain.lastName) {
      chain.lastName = name
      chain.names = withOwnName(chain.classes, name)
    }
    return chain.names
  }
}

interface Chain {
  readonly classes: readonly string[]
  /** What was made of the name that the last error with these classes had: nearly always the same one. */
  lastName: string | undefined
  names: readonly string[]
}

function createChain(classes: readonly string[]): Chain {
  return { classes, lastName: undefined, names: withOwnName(classes, undefined) }
}

function readPrototype(error: object): object | undefined {
  try {
    const prototype: unknown = Object.getPrototypeOf(error)
    return isObject(prototype) ? prototype : undefined
  } catch {
    // A revoked proxy has no prototype to tell of.
    return undefined
  }
}

function readClasses(first: object): readonly string[] {
  const names: string[] = []
  let prototype: object | undefined = first
  for (let depth = 0; prototype && depth < CLASSES_READ; depth++) {
    const name = readString(readProperty(prototype, 'constructor'), 'name')
    if (name === 'Error' || name === 'Object') break
    if (name !== undefined && name !== '' && !names.includes(name)) names.push(name)
    prototype = readPrototype(prototype)
  }
  return names
}

function readOwnName(error: object): string | undefined {
  const name = readString(error, 'name')
  return name !== '' && name !== undefined && name.length <= NAME_LIMIT ? name : undefined
}

/** The error's `name` comes first only where its class says nothing, as DOMException and Node's own classes do. */
function withOwnName(classes: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined) return classes.length > 0 ? classes : ['Object']
  const [first] = classes
  if (first === undefined || SPEECHLESS.has(first))
    return [name, ...classes.filter((other) => other !== name)]
  return name === 'Error' || classes.includes(name) ? classes : [...classes, name]
}

const SPEECHLESS = new Set(['DOMException', 'NodeError', 'SystemError'])
