import { prove } from '../proof/prove.ts'
import { cockatielProof } from './cockatiel.ts'

prove(cockatielProof)
