import { prove } from '../proof/prove.ts'
import { pRetryProof } from './p-retry.ts'

prove(pRetryProof)
