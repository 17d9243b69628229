import { nodeCoreProof } from '../provoke/node-core.js'
import { prove } from '../provoke/prove.js'

prove(nodeCoreProof)
