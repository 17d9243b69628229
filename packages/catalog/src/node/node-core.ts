import { defineLibrary, match } from '@sentry-presets/core'

/** Node itself: sockets, name resolution, TLS, its `fetch` with the undici inside it, aborts. */
export const nodeCore = defineLibrary({
  name: 'node',
  packages: ['undici'],
  wrappers: [
    {
      when: match.all(
        match.error('node:TypeError'),
        match.any(match.message('fetch failed'), match.message('terminated')),
      ),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'node/programming-error',
      when: match.all(
        match.any(
          match.error('*:TypeError'),
          match.error('*:ReferenceError'),
          match.error('*:SyntaxError'),
          match.error('*:RangeError'),
          match.error('*:AssertionError'),
        ),
        // With such a status it is a framework's answer to a request: what Fastify finds too long is a RangeError.
        match.not(match.status(400, 499)),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The language itself refused what the code tried to do, which no retry and no fallback repairs.',
      source: 'https://nodejs.org/api/errors.html#errors',
    },
    {
      id: 'node/bad-port',
      when: match.all(match.error('node:Error'), match.message('bad port')),
      verdict: 'bug',
      veto: true,
      reason: 'Every request to this port is refused by fetch, so the address in the configuration is wrong.',
      source: 'https://fetch.spec.whatwg.org/#port-blocking',
    },
    {
      id: 'node/host-not-found',
      when: match.error('*:#ENOTFOUND'),
      verdict: 'bug',
      veto: true,
      reason:
        'The name does not exist, which is a mistyped or removed host far more often than a passing fault.',
      source: 'https://nodejs.org/api/errors.html#common-system-errors',
    },
    {
      id: 'node/certificate',
      when: match.any(
        match.error('*:#CERT_HAS_EXPIRED'),
        match.error('*:#CERT_NOT_YET_VALID'),
        match.error('*:#DEPTH_ZERO_SELF_SIGNED_CERT'),
        match.error('*:#SELF_SIGNED_CERT_IN_CHAIN'),
        match.error('*:#UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
        match.error('*:#UNABLE_TO_GET_ISSUER_CERT'),
        match.error('*:#UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
        match.error('*:#CERT_SIGNATURE_FAILURE'),
        match.error('*:#CERT_REVOKED'),
        match.error('*:#ERR_TLS_CERT_ALTNAME_INVALID'),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'A certificate that is not trusted stays so until somebody replaces it or mends the configuration.',
      source: 'https://nodejs.org/api/tls.html#x509-certificate-error-codes',
    },
    {
      id: 'node/connection-refused',
      when: match.error('node:#ECONNREFUSED'),
      verdict: 'transient',
      reason: 'Nothing listened at the address at that moment, as while the other side restarts.',
      source: 'https://nodejs.org/api/errors.html#common-system-errors',
    },
    {
      id: 'node/connection-reset',
      when: match.any(
        match.error('node:#ECONNRESET'),
        match.error('node:#EPIPE'),
        match.error('node:#UND_ERR_SOCKET'),
      ),
      verdict: 'transient',
      reason:
        'The other side closed the connection while it was in use, as a proxy, a restart or a leaving client does.',
      source: 'https://nodejs.org/api/errors.html#common-system-errors',
    },
    {
      id: 'node/connection-timeout',
      when: match.any(
        match.error('node:#ETIMEDOUT'),
        match.error('node:#ERR_SOCKET_CONNECTION_TIMEOUT'),
        match.error('node:#UND_ERR_CONNECT_TIMEOUT'),
        match.error('node:#UND_ERR_HEADERS_TIMEOUT'),
        match.error('node:#UND_ERR_BODY_TIMEOUT'),
      ),
      verdict: 'transient',
      reason: 'The other side took longer to answer than the caller wanted to wait.',
      source: 'https://undici.nodejs.org/#/docs/api/Errors',
    },
    {
      id: 'node/deadline',
      when: match.all(match.error('node:TimeoutError'), match.error('node:DOMException')),
      verdict: 'transient',
      reason:
        'A deadline the code set with AbortSignal.timeout was reached before the other side had answered.',
      source: 'https://nodejs.org/api/globals.html#static-method-abortsignaltimeoutdelay',
    },
    {
      id: 'node/name-server-busy',
      when: match.error('node:#EAI_AGAIN'),
      verdict: 'transient',
      reason: 'The name server gave no answer this time and asks to be asked again.',
      source: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
    },
    {
      id: 'node/network-unreachable',
      when: match.any(
        match.error('node:#EHOSTUNREACH'),
        match.error('node:#ENETUNREACH'),
        match.error('node:#ENETDOWN'),
      ),
      verdict: 'transient',
      reason:
        'The network had no way to the other side at that moment, as while a host or a route is replaced.',
      source: 'https://man7.org/linux/man-pages/man7/ip.7.html',
    },
    {
      id: 'node/aborted',
      when: match.any(
        match.all(match.error('node:AbortError'), match.error('node:DOMException')),
        match.error('node:#UND_ERR_ABORTED'),
        match.error('node:#ABORT_ERR'),
      ),
      verdict: 'expected',
      reason: 'Whoever started the work called it off, for example because the client had gone.',
      source: 'https://nodejs.org/api/globals.html#class-abortsignal',
    },
    {
      id: 'node/client-closed-on-shutdown',
      when: match.all(
        match.any(match.error('node:#UND_ERR_DESTROYED'), match.error('node:#UND_ERR_CLOSED')),
        match.phase('shutdown'),
      ),
      verdict: 'transient',
      reason: 'The HTTP client was closed because the process is stopping, and a request still used it.',
      source: 'https://undici.nodejs.org/#/docs/api/Errors',
    },
  ],
})
