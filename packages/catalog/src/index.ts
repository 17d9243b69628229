import type { Library } from '@sentry-presets/core'
import * as node from './node/index.js'
import * as ai from './ai/index.js'
import * as http from './http/index.js'
import * as sql from './sql/index.js'
import * as stores from './stores/index.js'
import * as queues from './queues/index.js'
import * as bots from './bots/index.js'
import * as services from './services/index.js'
import * as web from './web/index.js'
import * as resilience from './resilience/index.js'

export * from './node/index.js'
export * from './ai/index.js'
export * from './http/index.js'
export * from './sql/index.js'
export * from './stores/index.js'
export * from './queues/index.js'
export * from './bots/index.js'
export * from './services/index.js'
export * from './web/index.js'
export * from './resilience/index.js'

/** Every library of the catalogue; a rule whose library is not there costs nothing. */
export const catalog: readonly Library[] = [
  node,
  ai,
  http,
  sql,
  stores,
  queues,
  bots,
  services,
  web,
  resilience,
].flatMap((field) => Object.values<Library>(field))
