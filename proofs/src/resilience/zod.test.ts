import { prove } from '../proof/prove.ts'
import { zodProof } from './zod.ts'

prove(zodProof)
