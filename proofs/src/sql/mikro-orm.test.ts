import { prove } from '../proof/prove.ts'
import { mikroOrmProof } from './mikro-orm.ts'

prove(mikroOrmProof)
