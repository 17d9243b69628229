import { fastifyProof } from '../provoke/fastify.js'
import { prove } from '../provoke/prove.js'

prove(fastifyProof)
