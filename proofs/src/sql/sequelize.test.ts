import { prove } from '../proof/prove.ts'
import { sequelizeProof } from './sequelize.ts'

prove(sequelizeProof)
