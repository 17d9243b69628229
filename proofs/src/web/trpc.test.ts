import { prove } from '../proof/prove.ts'
import { trpcProof } from './trpc.ts'

prove(trpcProof)
