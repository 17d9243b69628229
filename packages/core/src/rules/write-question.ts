import type { Matcher } from './matcher.js'

/** The text of a question, as in the code that asks it: `all(error('pg:#57P01'), not(status(500, 599)))`. */
export function writeQuestion({ question: [name, ...args] }: Matcher): string {
  return `${name}(${args.map(writeArgument).join(', ')})`
}

function writeArgument(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'function') return String(value)
  return isMatcher(value) ? writeQuestion(value) : value.name
}

function isMatcher(value: object): value is Matcher {
  return 'question' in value
}
