import { prove } from '../proof/prove.ts'
import { nodeFetchProof } from './node-fetch.ts'

prove(nodeFetchProof)
