import { prove } from '../proof/prove.ts'
import { octokitProof } from './octokit.ts'

prove(octokitProof)
