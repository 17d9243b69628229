import { prove } from '../proof/prove.ts'
import { googleGenaiProof } from './google-genai.ts'

prove(googleGenaiProof)
