import { pino, type Logger } from 'pino'

export type { Logger }

const root = pino({ level: process.env.LOG_LEVEL ?? 'info' })

/** A logger whose records carry the name of the module they come from. */
export function createLogger(module: string): Logger {
  return root.child({ module })
}
