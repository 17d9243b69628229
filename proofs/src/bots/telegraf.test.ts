import { prove } from '../proof/prove.ts'
import { telegrafProof } from './telegraf.ts'

prove(telegrafProof)
