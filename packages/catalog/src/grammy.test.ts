import { grammyProof } from '../provoke/grammy.js'
import { prove } from '../provoke/prove.js'

prove(grammyProof)
