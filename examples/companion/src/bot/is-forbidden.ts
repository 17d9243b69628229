import { GrammyError } from 'grammy'

const FORBIDDEN = 403

/** Whether Telegram refused because the user has blocked the bot. */
export function isForbidden(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === FORBIDDEN
}
