import { prove } from '../proof/prove.ts'
import { mongodbProof } from './mongodb.ts'

prove(mongodbProof)
