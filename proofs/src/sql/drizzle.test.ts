import { prove } from '../proof/prove.ts'
import { drizzleProof } from './drizzle.ts'

prove(drizzleProof)
