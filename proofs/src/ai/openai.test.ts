import { prove } from '../proof/prove.ts'
import { openaiProof } from './openai.ts'

prove(openaiProof)
