import { clientGoneRules } from './client-gone-rules.js'
import { nextLibrary } from './next-library.js'
import { serverActionRules } from './server-action-rules.js'
import { signalRules } from './signal-rules.js'

/** Next on the server, in Node and at the edge. */
export const serverLibrary = nextLibrary([...signalRules, ...clientGoneRules, ...serverActionRules])
