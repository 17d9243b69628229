import { prove } from '../proof/prove.ts'
import { twilioProof } from './twilio.ts'

prove(twilioProof)
