import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_OUTDATED, SAYS_USER_GONE } from './telegram-words.js'

const SOURCE = 'https://grammy.dev/guide/errors'
const API = 'https://core.telegram.org/api/errors'

/** grammY: Telegram's answers are GrammyErrors with `error_code`; HttpError and BotError carry another error. */
export const grammy = defineLibrary({
  name: 'grammy',
  // A BotError carries the stack of the error inside it, so only its fields tell where it comes from.
  brands: [{ fields: ['error_code', 'method', 'payload'] }, { fields: ['ctx', 'error'] }],
  wrappers: [
    // Azure's and others' errors are called HttpError too.
    {
      when: match.all(match.error('*:HttpError'), match.message(/^Network request for '/)),
      through: ['error'],
    },
    { when: match.error('grammy:BotError'), through: ['error'] },
  ],
  rules: [
    {
      id: 'grammy/two-pollers',
      when: match.error('grammy:GrammyError#409'),
      verdict: 'bug',
      veto: true,
      reason: 'Two processes poll for the same bot, so each loses updates to the other.',
      source: SOURCE,
    },
    {
      id: 'grammy/token',
      when: match.any(match.error('grammy:GrammyError#401'), match.error('grammy:GrammyError#404')),
      verdict: 'bug',
      veto: true,
      reason: 'The token is wrong or was revoked, and stays so until somebody changes it.',
      source: API,
    },
    {
      id: 'grammy/flood-wait',
      when: match.error('grammy:GrammyError#429'),
      verdict: 'transient',
      reason: 'Telegram asked to wait some seconds before the next call.',
      source: 'https://grammy.dev/advanced/flood',
    },
    {
      id: 'grammy/timeout',
      // The error inside has nothing of its own but this text, which no other library writes.
      when: match.all(
        match.error('*:HttpError'),
        match.field('error.message', /^Request to '\w+' timed out after /),
      ),
      verdict: 'transient',
      reason: 'Telegram did not answer within the timeout of the client.',
      source: 'https://github.com/grammyjs/grammY/blob/main/src/core/client.ts',
    },
    {
      id: 'grammy/server-error',
      when: match.any(
        match.error('grammy:GrammyError#500'),
        match.error('grammy:GrammyError#502'),
        match.error('grammy:GrammyError#503'),
        match.error('grammy:GrammyError#504'),
      ),
      verdict: 'transient',
      reason: 'Telegram failed to answer; the same call succeeds a moment later.',
      source: API,
    },
    {
      id: 'grammy/query-expired',
      when: match.all(match.error('grammy:GrammyError#400'), match.message('query is too old')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The answer to a pressed button came too late, as after a pause; if it lasts, the code is too slow.',
      source: 'https://core.telegram.org/bots/api#answercallbackquery',
    },
    {
      id: 'grammy/user-unreachable',
      when: match.all(match.error('grammy:GrammyError#403'), SAYS_USER_GONE),
      verdict: 'expected',
      reason:
        'The user blocked the bot or deleted the account, or a group threw it out, which is theirs to decide.',
      source: SOURCE,
    },
    {
      id: 'grammy/outdated-update',
      when: match.all(match.error('grammy:GrammyError#400'), SAYS_OUTDATED),
      verdict: 'expected',
      reason: 'The message that the update was about had changed or gone in the meantime.',
      source: API,
    },
  ],
})
