import { prove } from '../proof/prove.ts'
import { knexProof } from './knex.ts'

prove(knexProof)
