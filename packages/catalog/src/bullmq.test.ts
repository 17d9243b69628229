import { bullmqProof } from '../provoke/bullmq.js'
import { prove } from '../provoke/prove.js'

prove(bullmqProof)
