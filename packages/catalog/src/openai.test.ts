import { openaiProof } from '../provoke/openai.js'
import { prove } from '../provoke/prove.js'

prove(openaiProof)
