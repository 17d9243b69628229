import { pRetryProof } from '../provoke/p-retry.js'
import { prove } from '../provoke/prove.js'

prove(pRetryProof)
