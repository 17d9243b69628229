import { prove } from '../proof/prove.ts'
import { qdrantProof } from './qdrant.ts'

prove(qdrantProof)
