import { prove } from '../proof/prove.ts'
import { natsProof } from './nats.ts'

prove(natsProof)
