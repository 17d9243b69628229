/** What parts the levels of a logger's name in pino, winston, Nest and debug. */
const SEPARATORS = '.:/'

/** Whether the name is the logger's own or stands above it: `core` covers `core.llm`. */
export function coversLogger(name: string, logger: string): boolean {
  if (!logger.startsWith(name)) return false
  return logger.length === name.length || SEPARATORS.includes(logger.charAt(name.length))
}

/** A logger's name and each name that covers it: `core.llm`, then `core`. */
export function coveringNames(logger: string): readonly string[] {
  const names = [logger]
  for (let end = logger.length - 1; end > 0; end--) {
    if (SEPARATORS.includes(logger.charAt(end))) names.push(logger.slice(0, end))
  }
  return names
}
