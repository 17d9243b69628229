import { pgProof } from '../provoke/pg.js'
import { prove } from '../provoke/prove.js'

prove(pgProof)
