import { prove } from '../proof/prove.ts'
import { socketIoProof } from './socket-io.ts'

prove(socketIoProof)
