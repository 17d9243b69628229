import { prove } from '../proof/prove.ts'
import { stripeProof } from './stripe.ts'

prove(stripeProof)
