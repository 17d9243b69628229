import { prove } from '../proof/prove.ts'
import { nodeCoreProof } from './node-core.ts'

prove(nodeCoreProof)
