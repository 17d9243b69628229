import { prove } from '../proof/prove.ts'
import { axiosProof } from './axios.ts'

prove(axiosProof)
