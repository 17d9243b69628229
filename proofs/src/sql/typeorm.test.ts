import { prove } from '../proof/prove.ts'
import { typeormProof } from './typeorm.ts'

prove(typeormProof)
