import { chromadbProof } from '../provoke/chromadb.js'
import { prove } from '../provoke/prove.js'

prove(chromadbProof)
