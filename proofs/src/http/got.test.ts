import { prove } from '../proof/prove.ts'
import { gotProof } from './got.ts'

prove(gotProof)
