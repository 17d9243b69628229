import { prove } from '../proof/prove.ts'
import { langchainProof } from './langchain.ts'

prove(langchainProof)
