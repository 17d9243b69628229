import { prove } from '../proof/prove.ts'
import { groqProof } from './groq.ts'

prove(groqProof)
