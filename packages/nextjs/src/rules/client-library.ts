import { clientRules } from './client-rules.js'
import { nextLibrary } from './next-library.js'

/** Next in the browser. */
export const clientLibrary = nextLibrary(clientRules)
