import { prove } from '../proof/prove.ts'
import { expressProof } from './express.ts'

prove(expressProof)
