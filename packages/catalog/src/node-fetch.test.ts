import { nodeFetchProof } from '../provoke/node-fetch.js'
import { prove } from '../provoke/prove.js'

prove(nodeFetchProof)
