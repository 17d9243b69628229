import { prove } from '../proof/prove.ts'
import { pineconeProof } from './pinecone.ts'

prove(pineconeProof)
