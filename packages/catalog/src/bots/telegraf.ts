import { defineLibrary, match } from '@sentry-presets/core'
import { SAYS_OUTDATED, SAYS_USER_GONE } from './telegram-words.js'

const SOURCE = 'https://github.com/telegraf/telegraf/blob/v4/src/core/network/error.ts'
const API = 'https://core.telegram.org/api/errors'

/** Telegraf: Telegram's answers are TelegramErrors, whose `code` is Telegram's; below them is node-fetch. */
export const telegraf = defineLibrary({
  name: 'telegraf',
  brands: [{ fields: ['response', 'on'] }],
  rules: [
    {
      id: 'telegraf/two-pollers',
      when: match.error('telegraf:#409'),
      verdict: 'bug',
      veto: true,
      reason: 'Two processes poll for the same bot, so each loses updates to the other.',
      source: 'https://core.telegram.org/bots/api#getupdates',
    },
    {
      id: 'telegraf/token',
      when: match.any(match.error('telegraf:#401'), match.error('telegraf:#404')),
      verdict: 'bug',
      veto: true,
      reason: 'The token is missing, wrong or was revoked, and stays so until somebody changes it.',
      source: API,
    },
    {
      id: 'telegraf/flood-wait',
      when: match.error('telegraf:#429'),
      verdict: 'transient',
      reason: 'Telegram asked to wait some seconds before the next call.',
      source: API,
    },
    {
      id: 'telegraf/server-error',
      when: match.any(
        match.error('telegraf:#500'),
        match.error('telegraf:#502'),
        match.error('telegraf:#503'),
        match.error('telegraf:#504'),
      ),
      verdict: 'transient',
      reason: 'Telegram failed to answer; the same call succeeds a moment later.',
      source: 'https://github.com/telegraf/telegraf/blob/v4/src/core/network/client.ts',
    },
    {
      id: 'telegraf/query-expired',
      when: match.all(match.error('telegraf:#400'), match.message('query is too old')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The answer to a pressed button came too late, as after a pause; if it lasts, the code is too slow.',
      source: 'https://core.telegram.org/bots/api#answercallbackquery',
    },
    {
      id: 'telegraf/user-unreachable',
      when: match.all(match.error('telegraf:#403'), SAYS_USER_GONE),
      verdict: 'expected',
      reason:
        'The user blocked the bot or deleted the account, or a group threw it out, which is theirs to decide.',
      source: SOURCE,
    },
    {
      id: 'telegraf/outdated-update',
      when: match.all(match.error('telegraf:#400'), SAYS_OUTDATED),
      verdict: 'expected',
      reason: 'The message that the update was about had changed or gone in the meantime.',
      source: API,
    },
  ],
})
