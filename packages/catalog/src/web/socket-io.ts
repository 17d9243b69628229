import { defineLibrary, match } from '@sentry-presets/core'

const POLLING =
  'https://github.com/socketio/socket.io/blob/main/packages/engine.io-client/lib/transports/polling-xhr.ts'

/** Socket.IO, server and client, with the Engine.IO below it. The client's network failures are TransportErrors. */
export const socketIo = defineLibrary({
  name: 'socket-io',
  packages: [
    'socket.io',
    'socket.io-client',
    'socket.io-parser',
    'socket.io-adapter',
    'engine.io',
    'engine.io-client',
    'engine.io-parser',
  ],
  brands: [
    { fields: ['type', 'description'], says: /^TransportError$/ },
    // The request of its client in Node, which is no error, but keeps the one of the network.
    { fields: ['setDisableHeaderCheck', 'statusText', 'readyState'] },
  ],
  wrappers: [
    {
      when: match.all(match.error('socket-io:*'), match.message(/^websocket error$/)),
      through: ['description'],
    },
    {
      when: match.all(match.error('socket-io:*'), match.field('context.statusText.message')),
      through: ['context'],
    },
    {
      when: match.all(match.error('socket-io:*'), match.field('statusText.message')),
      through: ['statusText'],
    },
  ],
  rules: [
    {
      id: 'socket-io/polling-failed',
      when: match.all(
        match.error('socket-io:*'),
        match.message(/^xhr (?:poll|post) error$/),
        match.field('description', 429, 502, 503, 504),
      ),
      verdict: 'transient',
      reason:
        'The server, or a proxy before it, was overloaded or restarting; the client connects again by itself.',
      source: POLLING,
    },
    {
      id: 'socket-io/connect-timeout',
      when: match.all(
        match.error('socket-io:Error'),
        match.message(/^timeout$/),
        // What the server's middleware refuses a client with has a text of the application's.
        match.not(match.madeIn('onpacket')),
      ),
      verdict: 'transient',
      reason:
        'The server took longer to open a connection than the client wanted to wait; it tries again by itself.',
      source: 'https://socket.io/docs/v4/client-options/#timeout',
    },
    {
      id: 'socket-io/acknowledgement-timeout',
      when: match.all(match.error('socket-io:Error'), match.message(/^operation has timed out$/)),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side did not acknowledge an event in time, most often because it has left; if it lasts, nobody there listens.',
      source: 'https://socket.io/docs/v4/emitting-events/#with-timeout',
    },
    {
      id: 'socket-io/disconnected',
      when: match.all(match.error('socket-io:Error'), match.message(/^socket has been disconnected$/)),
      verdict: 'transient',
      reason: 'The connection was lost before the other side had acknowledged an event.',
      source: 'https://github.com/socketio/socket.io/blob/main/packages/socket.io-client/lib/socket.ts',
    },
    {
      id: 'socket-io/invalid-packet',
      when: match.all(
        match.error('socket-io:Error'),
        match.message(
          /^(?:invalid payload|unknown packet type \w+|Illegal attachments|Illegal namespace|illegal id)$/,
        ),
        match.madeIn('socket.io-parser'),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The other side sent something that is no packet and was disconnected; if it lasts, a client of ours is broken.',
      source: 'https://github.com/socketio/socket.io/blob/main/packages/socket.io-parser/lib/index.ts',
    },
  ],
})
