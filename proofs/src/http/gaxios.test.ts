import { prove } from '../proof/prove.ts'
import { gaxiosProof } from './gaxios.ts'

prove(gaxiosProof)
