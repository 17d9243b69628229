import { defineLibrary, match, type Matcher } from '@sentry-presets/core'
import { SAYS_OUTDATED, SAYS_USER_GONE } from './telegram-words.js'

const SOURCE = 'https://github.com/yagop/node-telegram-bot-api/blob/master/src/core/errors.ts'
const API = 'https://core.telegram.org/api/errors'

/** node-telegram-bot-api: codes of its own (`ETELEGRAM`, `EFATAL`, `EFETCH`), with Telegram's in a field. */
export const nodeTelegramBotApi = defineLibrary({
  name: 'node-telegram-bot-api',
  brands: [
    { fields: ['code', 'name'], says: /^E(?:TELEGRAM|FETCH)$/ },
    // A FatalError of version 1 carries the stack of the error inside it.
    { fields: ['code', 'name', 'cause'], says: /^EFATAL$/ },
  ],
  wrappers: [
    {
      when: match.any(
        match.error('node-telegram-bot-api:#EFATAL'),
        match.error('node-telegram-bot-api:#EFETCH'),
        // Name servers' errors have this code too, but not this text.
        match.all(match.error('*:#ETIMEOUT'), match.message(/^Request timed out: /)),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'node-telegram-bot-api/two-pollers',
      when: answered(409),
      verdict: 'bug',
      veto: true,
      reason: 'Two processes poll for the same bot, so each loses updates to the other.',
      source: 'https://core.telegram.org/bots/api#getupdates',
    },
    {
      id: 'node-telegram-bot-api/token',
      when: match.any(answered(401), answered(404)),
      verdict: 'bug',
      veto: true,
      reason: 'The token is wrong or was revoked, and stays so until somebody changes it.',
      source: API,
    },
    {
      id: 'node-telegram-bot-api/flood-wait',
      when: answered(429),
      verdict: 'transient',
      reason: 'Telegram asked to wait some seconds before the next call.',
      source: SOURCE,
    },
    {
      id: 'node-telegram-bot-api/server-error',
      when: match.any(
        answered(500),
        answered(502),
        answered(503),
        answered(504),
        // With a page of a proxy instead of Telegram's JSON: of version 2, then of version 1.
        match.all(match.error('node-telegram-bot-api:#EFETCH'), match.message(/^Server error 50[0234] on /)),
        match.all(
          match.error('node-telegram-bot-api:#EPARSE'),
          match.field('response.status', 500, 502, 503, 504),
        ),
      ),
      verdict: 'transient',
      reason: 'Telegram failed to answer; the same call succeeds a moment later.',
      source: SOURCE,
    },
    {
      id: 'node-telegram-bot-api/timeout',
      when: match.all(match.error('node-telegram-bot-api:#EFATAL'), match.message(/^EFATAL: HTTP timeout$/)),
      verdict: 'transient',
      reason: 'Telegram did not answer within the timeout of the client.',
      source: 'https://github.com/yagop/node-telegram-bot-api/blob/v1.2.0/src/http.ts',
    },
    {
      id: 'node-telegram-bot-api/query-expired',
      when: match.all(answered(400), match.message('query is too old')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The answer to a pressed button came too late, as after a pause; if it lasts, the code is too slow.',
      source: 'https://core.telegram.org/bots/api#answercallbackquery',
    },
    {
      id: 'node-telegram-bot-api/user-unreachable',
      when: match.all(answered(403), SAYS_USER_GONE),
      verdict: 'expected',
      reason:
        'The user blocked the bot or deleted the account, or a group threw it out, which is theirs to decide.',
      source: API,
    },
    {
      id: 'node-telegram-bot-api/outdated-update',
      when: match.all(answered(400), SAYS_OUTDATED),
      verdict: 'expected',
      reason: 'The message that the update was about had changed or gone in the meantime.',
      source: API,
    },
  ],
})

/** Version 2 says it on the error, version 1 in the answer it hangs on it. */
function answered(code: number): Matcher {
  return match.all(
    match.error('node-telegram-bot-api:#ETELEGRAM'),
    match.any(match.field('errorCode', code), match.field('response.body.error_code', code)),
  )
}
