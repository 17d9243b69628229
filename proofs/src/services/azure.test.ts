import { prove } from '../proof/prove.ts'
import { azureProof } from './azure.ts'

prove(azureProof)
