import { prove } from '../proof/prove.ts'
import { bullmqProof } from './bullmq.ts'

prove(bullmqProof)
