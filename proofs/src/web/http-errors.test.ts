import { prove } from '../proof/prove.ts'
import { httpErrorsProof } from './http-errors.ts'

prove(httpErrorsProof)
