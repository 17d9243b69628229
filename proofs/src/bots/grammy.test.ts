import { prove } from '../proof/prove.ts'
import { grammyProof } from './grammy.ts'

prove(grammyProof)
