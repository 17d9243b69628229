import { prove } from '../proof/prove.ts'
import { ioredisProof } from './ioredis.ts'

prove(ioredisProof)
