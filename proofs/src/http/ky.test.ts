import { prove } from '../proof/prove.ts'
import { kyProof } from './ky.ts'

prove(kyProof)
