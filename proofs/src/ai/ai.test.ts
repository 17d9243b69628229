import { prove } from '../proof/prove.ts'
import { aiProof } from './ai.ts'

prove(aiProof)
