import { graphqlProof } from '../provoke/graphql.js'
import { prove } from '../provoke/prove.js'

prove(graphqlProof)
