import { defineLibrary, match } from '@sentry-presets/core'

/** Node itself: sockets, name resolution, TLS, its `fetch` with the undici inside it, aborts. */
export const nodeCore = defineLibrary({
  name: 'node',
  packages: ['undici'],
  wrappers: [
    {
      // fetch alone says this; from a bundle of undici it seems to be the application's.
      when: match.all(match.error('*:TypeError'), match.message(/^(?:fetch failed|terminated)$/)),
      through: ['cause'],
    },
    {
      when: match.any(match.error('*:#UND_ERR_PRX_CONN'), match.error('*:#UND_ERR_PRX_TLS')),
      through: ['cause'],
    },
    // Where the reason was given with the signal, the error carries it.
    { when: match.error('node:#ABORT_ERR'), through: ['cause'] },
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
        // "bad upgrade" and the like tell of an answer against the protocol.
        match.all(match.error('*:#UND_ERR_SOCKET'), match.not(match.message(/^bad /))),
      ),
      verdict: 'transient',
      reason:
        'The other side closed the connection while it was in use, as a proxy, a restart or a leaving client does.',
      source: 'https://nodejs.org/api/errors.html#common-system-errors',
    },
    {
      id: 'node/connection-timeout',
      when: match.any(
        // Of a child process it says that this hangs, whatever the reason, and nothing else will.
        match.all(match.error('node:#ETIMEDOUT'), match.not(match.field('syscall', /^spawnSync /))),
        match.error('node:#ERR_SOCKET_CONNECTION_TIMEOUT'),
        match.error('*:#UND_ERR_CONNECT_TIMEOUT'),
        match.error('*:#UND_ERR_HEADERS_TIMEOUT'),
        match.error('*:#UND_ERR_BODY_TIMEOUT'),
      ),
      verdict: 'transient',
      reason: 'The other side took longer to answer than the caller wanted to wait.',
      source: 'https://undici.nodejs.org/#/docs/api/Errors',
    },
    {
      id: 'node/deadline',
      when: match.all(match.error('node:TimeoutError'), match.error('node:DOMException')),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A deadline the code set with AbortSignal.timeout was reached before the work was done; if it lasts, something hangs or is too slow.',
      source: 'https://nodejs.org/api/globals.html#static-method-abortsignaltimeoutdelay',
    },
    {
      id: 'node/name-server-busy',
      when: match.any(
        match.error('node:#EAI_AGAIN'),
        match.error('node:#ETIMEOUT'),
        match.error('node:#ESERVFAIL'),
      ),
      verdict: 'transient',
      // Some resolvers, such as those of containers, say the same of a name that does not exist.
      budget: { max: 20, per: '10m' },
      reason:
        'The name server gave no answer this time and may be asked again; if it lasts, the name or the name server is wrong.',
      source: 'https://nodejs.org/api/dns.html#error-codes',
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
      id: 'node/overloaded',
      when: match.all(
        match.any(match.error('*:#UND_ERR_RESPONSE'), match.error('*:#UND_ERR_REQ_RETRY')),
        match.any(match.status(429), match.status(502, 504)),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side, or a proxy before it, asked to slow down or had nobody to answer; undici itself tries these again.',
      source: 'https://undici.nodejs.org/#/docs/api/RetryHandler',
    },
    {
      id: 'node/stream-refused',
      when: match.any(
        match.all(
          match.error('node:#ERR_HTTP2_STREAM_ERROR'),
          match.message(/ NGHTTP2_(?:REFUSED_STREAM|ENHANCE_YOUR_CALM|INTERNAL_ERROR|CANCEL)$/),
        ),
        match.all(match.error('*:#UND_ERR_INFO'), match.message(/^HTTP\/2: stream (?:closed|half-closed) /)),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side gave up one stream of an HTTP/2 connection, as it does when it is overloaded, restarts or has failed.',
      source: 'https://www.rfc-editor.org/rfc/rfc9113#section-7',
    },
    {
      id: 'node/stream-cut-off',
      when: match.all(match.error('node:#ERR_STREAM_PREMATURE_CLOSE'), match.inRequest()),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A client left before it had received the whole answer; if it lasts, something of ours closes answers too early.',
      source: 'https://nodejs.org/api/errors.html#err_stream_premature_close',
    },
    {
      id: 'node/aborted',
      when: match.any(
        match.all(match.error('node:AbortError'), match.error('node:DOMException')),
        // undici says the same of a proxy that refuses to pass a request on, in other words.
        match.all(match.error('*:#UND_ERR_ABORTED'), match.message(/^Request aborted$/)),
        match.all(match.error('node:#ABORT_ERR'), match.not(match.field('cause'))),
      ),
      verdict: 'expected',
      reason: 'Whoever started the work called it off, for example because the client had gone.',
      source: 'https://nodejs.org/api/globals.html#class-abortsignal',
    },
    {
      id: 'node/client-closed-on-shutdown',
      when: match.all(
        match.any(match.error('*:#UND_ERR_DESTROYED'), match.error('*:#UND_ERR_CLOSED')),
        match.phase('shutdown'),
      ),
      verdict: 'transient',
      reason: 'The HTTP client was closed because the process is stopping, and a request still used it.',
      source: 'https://undici.nodejs.org/#/docs/api/Errors',
    },
  ],
})
