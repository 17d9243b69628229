import { prove } from '../proof/prove.ts'
import { awsProof } from './aws.ts'

prove(awsProof)
