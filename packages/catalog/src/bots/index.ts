export { grammy } from './grammy.js'
export { telegraf } from './telegraf.js'
export { nodeTelegramBotApi } from './node-telegram-bot-api.js'
export { discord } from './discord.js'
