import { prove } from '../proof/prove.ts'
import { kafkajsProof } from './kafkajs.ts'

prove(kafkajsProof)
