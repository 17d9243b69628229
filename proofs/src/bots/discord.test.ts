import { prove } from '../proof/prove.ts'
import { discordProof } from './discord.ts'

prove(discordProof)
