import { prove } from '../proof/prove.ts'
import { pgBossProof } from './pg-boss.ts'

prove(pgBossProof)
