import type { Faults } from './faults.ts'
import { createStub, type Request, type Stub } from './stub.ts'

const COLLECTION = {
  id: '5f0f6f0a-0000-4000-8000-000000000001',
  name: 'memories',
  configuration_json: {},
  tenant: 'default_tenant',
  database: 'default_database',
  log_position: 0,
  version: 0,
}

/** Nobody remembers anything about a third of the users. */
const NEWCOMER = /"userId":"\d*[0-2]"/

/** The vector store. */
export function createChroma(faults: Faults): Promise<Stub> {
  return createStub({
    faults,
    service: ({ path }) => (path.includes('/collections') ? 'chroma' : undefined),
    answer,
  })
}

function answer({ path, text }: Request): unknown {
  if (path.endsWith('/query')) {
    const documents = NEWCOMER.test(text) ? [] : ['likes tea']
    return {
      ids: [documents],
      documents: [documents],
      metadatas: [[]],
      distances: [[]],
      include: ['documents'],
    }
  }
  if (path.endsWith('/upsert')) return {}
  if (path.endsWith('/collections')) return COLLECTION
  if (path.endsWith('/identity'))
    return { user_id: '', tenant: 'default_tenant', databases: ['default_database'] }
  return { max_batch_size: 1_000 }
}
