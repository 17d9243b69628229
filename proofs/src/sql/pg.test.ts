import { prove } from '../proof/prove.ts'
import { pgProof } from './pg.ts'

prove(pgProof)
