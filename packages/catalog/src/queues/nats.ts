import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/nats-io/nats.js/blob/main/core/src'
const ERRORS = `${SOURCE}/errors.ts`

/**
 * NATS: up to 2 in one package, with a code on one class; from 3 on in several, with a class for each, whose names are
 * texts. That nobody listens to a subject has no rule: a service that is just away looks like a subject that is wrong.
 */
export const nats = defineLibrary({
  name: 'nats',
  packages: ['@nats-io/nats-core', '@nats-io/transport-node'],
  brands: [{ fields: ['chainedError', 'code'] }, { fields: ['operation', 'subject', 'queue', 'name'] }],
  wrappers: [
    {
      when: match.all(match.error('nats:NatsError'), match.field('chainedError')),
      through: ['chainedError'],
    },
    {
      when: match.all(
        match.any(
          match.error('nats:RequestError'),
          match.all(match.error('*:ConnectionError'), match.message(/^connection refused$/)),
        ),
        match.field('cause'),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'nats/authorization',
      when: match.any(
        match.error('nats:#AUTHORIZATION_VIOLATION'),
        match.error('nats:#AUTHENTICATION_EXPIRED'),
        match.error('nats:#ACCOUNT_EXPIRED'),
        match.error('nats:#BAD_AUTHENTICATION'),
        match.error('nats:#BAD_CREDS'),
        match.error('nats:#PERMISSIONS_VIOLATION'),
        match.error('nats:AuthorizationError'),
        match.error('nats:UserAuthenticationExpiredError'),
        // On all errors with its brand, and in a bundle only there.
        match.all(match.error('nats:*'), match.message(/^Permissions Violation for /)),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The credentials or the rights of the user are not what the configuration says.',
      source: 'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/authorization',
    },
    {
      id: 'nats/timeout',
      when: match.any(match.error('nats:#TIMEOUT'), match.error('nats:TimeoutError')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'The server or a responder did not answer in the time that the caller wanted to wait.',
      source: ERRORS,
    },
    {
      id: 'nats/disconnected',
      when: match.any(
        match.error('nats:#DISCONNECT'),
        // It is made where the stack does not lead to the library; the texts are the library's.
        match.all(match.error('*:RequestError'), match.message(/^connection (?:closed|disconnected)$/)),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The connection was lost while a request waited for its answer; the client makes a new one by itself.',
      source: `${SOURCE}/protocol.ts`,
    },
    {
      id: 'nats/handshake-broken',
      when: match.all(
        match.any(match.error('nats:Error'), match.error('*:ConnectionError')),
        match.message('node provided an undefined error'),
      ),
      verdict: 'transient',
      // A port at which something else listens looks the same, and stays so.
      budget: { max: 20, per: '10m' },
      reason:
        'The connection was closed before the server had greeted, as a proxy does whose server is away; if it lasts, the address is wrong.',
      source: 'https://github.com/nats-io/nats.js/blob/main/transport-node/src/node_transport.ts',
    },
    {
      id: 'nats/closed-on-shutdown',
      when: match.all(
        match.any(
          match.error('nats:#CONNECTION_CLOSED'),
          match.error('nats:#CONNECTION_DRAINING'),
          match.all(match.error('*:ClosedConnectionError'), match.message(/^closed connection$/)),
          match.all(match.error('*:DrainingConnectionError'), match.message(/^connection draining$/)),
        ),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed or drains its connection; what still wants to use it is given up on purpose.',
      source: ERRORS,
    },
  ],
})
