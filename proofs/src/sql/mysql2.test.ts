import { prove } from '../proof/prove.ts'
import { mysql2Proof } from './mysql2.ts'

prove(mysql2Proof)
