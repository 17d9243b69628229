import { prove } from '../proof/prove.ts'
import { mistralProof } from './mistral.ts'

prove(mistralProof)
