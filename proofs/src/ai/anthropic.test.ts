import { prove } from '../proof/prove.ts'
import { anthropicProof } from './anthropic.ts'

prove(anthropicProof)
