import { prove } from '../proof/prove.ts'
import { opossumProof } from './opossum.ts'

prove(opossumProof)
