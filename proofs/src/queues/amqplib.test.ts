import { prove } from '../proof/prove.ts'
import { amqplibProof } from './amqplib.ts'

prove(amqplibProof)
