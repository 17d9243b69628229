import { prove } from '../proof/prove.ts'
import { postgresProof } from './postgres.ts'

prove(postgresProof)
