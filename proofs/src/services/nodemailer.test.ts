import { prove } from '../proof/prove.ts'
import { nodemailerProof } from './nodemailer.ts'

prove(nodemailerProof)
