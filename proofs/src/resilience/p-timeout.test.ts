import { prove } from '../proof/prove.ts'
import { pTimeoutProof } from './p-timeout.ts'

prove(pTimeoutProof)
