import { prove } from '../proof/prove.ts'
import { fastifyProof } from './fastify.ts'

prove(fastifyProof)
