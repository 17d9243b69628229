import { prove } from '../proof/prove.ts'
import { mongooseProof } from './mongoose.ts'

prove(mongooseProof)
