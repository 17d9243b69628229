import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/amqp-node/amqplib/blob/main/lib'
const CODES = 'https://www.rabbitmq.com/docs/channels#error-handling'

/** amqplib. What the server says of a channel or connection carries AMQP's reply code, the client's own errors none. */
export const amqplib = defineLibrary({
  name: 'amqplib',
  brands: [{ fields: ['classId', 'methodId'] }, { fields: ['stackAtStateChange'] }],
  rules: [
    {
      id: 'amqplib/access-refused',
      when: match.any(
        match.error('amqplib:#403'),
        // Only amqplib writes this text, and puts no code beside it.
        match.all(match.error('*:Error'), match.message(/^Handshake terminated by server: 403 /)),
      ),
      verdict: 'bug',
      veto: true,
      reason: 'The user, the password or the rights are not what the configuration says.',
      source: CODES,
    },
    {
      id: 'amqplib/connection-forced',
      when: match.all(
        match.error('*:Error'),
        match.any(
          match.message(/^Connection closed: 320 \(CONNECTION-FORCED\)/),
          match.message(/^Handshake terminated by server: 320 \(CONNECTION-FORCED\)/),
        ),
      ),
      verdict: 'transient',
      reason: 'The server is being stopped, or an operator closed the connection; a new one can be made.',
      source: 'https://www.rabbitmq.com/docs/connections',
    },
    {
      id: 'amqplib/connection-closed',
      when: match.all(match.error('amqplib:Error'), match.message(/^Unexpected close$/)),
      verdict: 'transient',
      reason: 'The connection was closed without a word, as when the server dies or a proxy gives it up.',
      source: `${SOURCE}/connection.js`,
    },
    {
      id: 'amqplib/heartbeat-timeout',
      when: match.all(match.error('amqplib:Error'), match.message(/^Heartbeat timeout$/)),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'Nothing was heard of the server for two heartbeats, as when the network is cut; if it lasts, something blocks the process.',
      source: 'https://www.rabbitmq.com/docs/heartbeats',
    },
    {
      id: 'amqplib/connect-timeout',
      when: match.all(match.error('amqplib:Error'), match.message(/^connect ETIMEDOUT$/)),
      verdict: 'transient',
      reason: 'The server could not be reached within the timeout that the connection was given.',
      source: `${SOURCE}/connect.js`,
    },
    {
      id: 'amqplib/handshake-broken',
      // Only amqplib writes this text.
      when: match.all(
        match.error('*:Error'),
        match.message(/^Socket closed abruptly during opening handshake$/),
      ),
      verdict: 'transient',
      // A port at which something else listens looks the same, and stays so.
      budget: { max: 20, per: '10m' },
      reason:
        'The connection was closed before the server had greeted, as a proxy does whose server is away; if it lasts, the address is wrong.',
      source: `${SOURCE}/connection.js`,
    },
    {
      id: 'amqplib/channel-lost',
      // The error says how its channel came to be closed: here the connection under it was lost.
      when: match.all(
        match.error('amqplib:IllegalOperationError'),
        match.any(
          match.field('stackAtStateChange', /^Stack capture: Socket error/),
          match.field('stackAtStateChange', /^Stack capture: Heartbeat timeout/),
          match.field('stackAtStateChange', /^Stack capture: Connection closed: 320 /),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The code still used a channel whose connection had just been lost; if it lasts, it never makes a new one.',
      source: `${SOURCE}/channel.js`,
    },
    {
      id: 'amqplib/reply-lost',
      // Why it was closed is told by the event of the connection or channel, not by this error.
      when: match.all(match.error('*:Error'), match.message(/^Channel ended, no reply will be forthcoming$/)),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The channel or its connection was closed while a request waited for its answer; the reason is reported beside it.',
      source: `${SOURCE}/channel.js`,
    },
    {
      id: 'amqplib/closed-on-shutdown',
      when: match.all(match.error('amqplib:IllegalOperationError'), match.phase('shutdown')),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its channels; work that still wants to use them is given up on purpose.',
      source: `${SOURCE}/error.js`,
    },
  ],
})
