import { prove } from '../proof/prove.ts'
import { prismaProof } from './prisma.ts'

prove(prismaProof)
