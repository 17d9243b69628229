import { prove } from '../proof/prove.ts'
import { redisProof } from './redis.ts'

prove(redisProof)
