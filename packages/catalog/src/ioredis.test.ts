import { ioredisProof } from '../provoke/ioredis.js'
import { prove } from '../provoke/prove.js'

prove(ioredisProof)
