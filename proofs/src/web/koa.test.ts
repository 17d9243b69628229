import { prove } from '../proof/prove.ts'
import { koaProof } from './koa.ts'

prove(koaProof)
