import { prove } from '../proof/prove.ts'
import { googleCloudProof } from './google-cloud.ts'

prove(googleCloudProof)
