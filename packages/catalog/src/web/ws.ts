import { defineLibrary, match } from '@sentry-presets/core'

const CLIENT = 'https://github.com/websockets/ws/blob/master/lib/websocket.js'
const SERVER = 'https://github.com/websockets/ws/blob/master/lib/websocket-server.js'

/**
 * ws, client and server. Its errors are plain ones, told apart by their texts; frames that break the protocol have a
 * code. What the network reports is Node's.
 */
export const ws = defineLibrary({
  name: 'ws',
  // What `onerror` is given. It is no error, so nothing but its class tells where it comes from.
  wrappers: [{ when: match.all(match.error('*:ErrorEvent'), match.field('error')), through: ['error'] }],
  rules: [
    {
      id: 'ws/handshake-refused',
      when: match.all(
        match.error('ws:Error'),
        match.message(/^Unexpected server response: (?:429|502|503|504)$/),
      ),
      verdict: 'transient',
      reason: 'The server, or a proxy before it, was overloaded or restarting and opened no WebSocket.',
      source: CLIENT,
    },
    {
      id: 'ws/handshake-timeout',
      when: match.all(match.error('ws:Error'), match.message(/^Opening handshake has timed out$/)),
      verdict: 'transient',
      reason: 'The server took longer to open a WebSocket than the client wanted to wait.',
      source: CLIENT,
    },
    {
      id: 'ws/closed-while-connecting',
      when: match.all(
        match.error('ws:Error'),
        match.message(/^WebSocket was closed before the connection was established$/),
      ),
      verdict: 'expected',
      reason: 'The application itself closed the WebSocket before the server had answered.',
      source: CLIENT,
    },
    {
      id: 'ws/peer-gone',
      when: match.all(
        match.error('ws:Error'),
        match.any(
          match.message(/^WebSocket is not open: readyState [23] /),
          match.message(/^The socket was closed while /),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side had left before a message was sent, which no sender can rule out; if it lasts, nobody makes a new connection.',
      source: 'https://github.com/websockets/ws/blob/master/doc/ws.md#websocketsenddata-options-callback',
    },
    {
      id: 'ws/no-websocket-client',
      when: match.all(
        match.error('ws:Error'),
        match.message(
          /^(?:Missing or invalid Sec-WebSocket-(?:Key|Version)|Invalid Sec-WebSocket-Protocol|Invalid or unacceptable Sec-WebSocket-Extensions) header$/,
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Something that speaks no WebSocket, such as a scanner, asked for one; if it lasts, a client or a proxy of ours is broken.',
      source: SERVER,
    },
    {
      id: 'ws/invalid-text',
      when: match.error('*:#WS_ERR_INVALID_UTF8'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side sent a text that is none, and the connection was closed; if it lasts, a client of ours is broken.',
      source: 'https://github.com/websockets/ws/blob/master/doc/ws.md#error-codes',
    },
  ],
})
