import { nodeCore } from '@sentry-presets/catalog'
import type * as Undici from 'undici'
import { defineProof } from '../proof/proof.ts'
import { abortCases } from './abort-cases.ts'
import { connectionCases } from './connection-cases.ts'
import { fetchCases } from './fetch-cases.ts'
import { nameCases } from './name-cases.ts'
import { closeNodeWorld, type NodeWorld, openNodeWorld } from './node-world.ts'
import { streamCases } from './stream-cases.ts'
import { tlsCases } from './tls-cases.ts'
import { undiciCases } from './undici-cases.ts'
import { undiciStreamCases } from './undici-stream-cases.ts'

// undici is bundled by its path, since a bundle leaves its name out, for libraries that only ask for it in vain.
const USED = ['Agent', 'Client', 'ProxyAgent', 'RetryAgent', 'fetch', 'interceptors', 'request']

export const nodeCoreProof = defineProof<typeof Undici, NodeWorld>({
  library: nodeCore,
  against: 'real sockets and TLS on loopback, and a stub of a name server',
  modules: {
    // Node is there already, and the cases on it use it directly.
    node: () => Promise.resolve({}),
    undici: () => import('undici'),
    'undici-7': () => import('undici-7'),
  },
  bundle: { entry: `export { ${USED.join(', ')} } from '../../node_modules/undici/index.js'` },
  open: openNodeWorld,
  close: closeNodeWorld,
  cases: [
    ...connectionCases,
    ...streamCases,
    ...fetchCases,
    ...abortCases,
    ...nameCases,
    ...tlsCases,
    ...undiciCases,
    ...undiciStreamCases,
  ],
})
