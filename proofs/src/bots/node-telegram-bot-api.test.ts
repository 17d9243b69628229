import { prove } from '../proof/prove.ts'
import { nodeTelegramBotApiProof } from './node-telegram-bot-api.ts'

prove(nodeTelegramBotApiProof)
