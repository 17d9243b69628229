import { prove } from '../proof/prove.ts'
import { graphqlProof } from './graphql.ts'

prove(graphqlProof)
