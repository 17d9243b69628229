import { defineLibrary, match } from '@sentry-presets/core'
import { hasFailed } from '../http/upstream-status.js'

const CODES = 'https://discord.com/developers/docs/topics/opcodes-and-status-codes#json'
const REST = 'https://github.com/discordjs/discord.js/blob/main/packages/rest/src/lib/handlers/Shared.ts'

/** discord.js with its REST client and its gateway. DiscordAPIErrors carry Discord's JSON error code. */
export const discord = defineLibrary({
  name: 'discord',
  packages: ['discord.js', '@discordjs/rest', '@discordjs/ws', '@discordjs/builders', '@discordjs/util'],
  brands: [
    // Applications' own errors have such fields too, but not for a path of Discord's.
    {
      fields: ['url', 'requestBody', 'method', 'status'],
      says: /\/v1\d\/(?:applications|channels|guilds|interactions|users|webhooks)\b/,
    },
    { fields: ['sublimitTimeout', 'majorParameter'] },
  ],
  rules: [
    {
      id: 'discord/authentication',
      when: match.any(
        match.all(match.error('discord:*'), match.status(401)),
        match.error('*:DiscordjsError#TokenInvalid'),
        match.error('*:DiscordjsError#TokenMissing'),
        match.all(match.error('discord:Error'), match.message(/^Authentication failed$/)),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The token is missing, wrong or was reset, and stays so until somebody changes it.',
      source: CODES,
    },
    {
      id: 'discord/missing-permissions',
      when: match.any(
        match.error('discord:#50001'),
        match.error('discord:#50013'),
        match.all(match.error('discord:Error'), match.message(/^Used (?:disallowed|invalid) intents$/)),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The bot lacks a permission or an intent, which somebody has to grant it, or the code has to ask for first.',
      source: CODES,
    },
    {
      id: 'discord/rate-limit',
      when: match.all(match.error('discord:*'), match.field('sublimitTimeout'), match.field('retryAfter')),
      verdict: 'transient',
      reason: 'Discord asked to slow down, and the application has chosen to be told instead of waiting.',
      source:
        'https://github.com/discordjs/discord.js/blob/main/packages/rest/src/lib/errors/RateLimitError.ts',
    },
    {
      id: 'discord/server-error',
      when: match.all(match.error('discord:*'), hasFailed),
      verdict: 'transient',
      reason: 'Discord failed to answer several times in a row; the client has tried the call again itself.',
      source: REST,
    },
    {
      id: 'discord/interaction-expired',
      when: match.error('discord:#10062'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The answer to an interaction came later than the three seconds that Discord allows, as after a pause; if it lasts, the code is too slow.',
      source:
        'https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction',
    },
    {
      id: 'discord/user-unreachable',
      when: match.error('discord:#50007'),
      verdict: 'expected',
      reason: 'The user does not accept direct messages from the bot, which is theirs to decide.',
      source: CODES,
    },
    {
      id: 'discord/message-deleted',
      when: match.error('discord:#10008'),
      verdict: 'expected',
      reason: 'The message that was to be changed or answered had been deleted in the meantime.',
      source: CODES,
    },
    {
      id: 'discord/no-interaction',
      when: match.all(
        match.error('*:DiscordjsError#InteractionCollectorError'),
        match.message(/reason: (?:time|idle|\w+Delete)$/),
      ),
      verdict: 'expected',
      reason:
        'Nobody pressed the button in the time that the code waited for it, or its message was deleted.',
      source: 'https://discordjs.guide/message-components/interactions.html#awaiting-components',
    },
  ],
})
