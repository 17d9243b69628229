import { prove } from '../proof/prove.ts'
import { chromadbProof } from './chromadb.ts'

prove(chromadbProof)
