/** What parts the levels of a logger's name in pino, winston, Nest and debug. */
export const LOGGER_SEPARATORS = '.:/'

/** Whether the name is the logger's own or stands above it: `core` covers `core.llm`. */
export function coversLogger(name: string, logger: string): boolean {
  if (!logger.startsWith(name)) return false
  return logger.length === name.length || LOGGER_SEPARATORS.includes(logger.charAt(name.length))
}
