import { prove } from '../proof/prove.ts'
import { wsProof } from './ws.ts'

prove(wsProof)
