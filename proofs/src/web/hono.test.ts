import { prove } from '../proof/prove.ts'
import { honoProof } from './hono.ts'

prove(honoProof)
