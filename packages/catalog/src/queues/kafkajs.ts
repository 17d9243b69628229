import { defineLibrary, match } from '@sentry-presets/core'

const ERRORS = 'https://github.com/tulios/kafkajs/blob/master/src/errors.js'
const CODES = 'https://kafka.apache.org/protocol#protocol_error_codes'

/** Errors of exactly this class: nearly all others descend from `KafkaJSError`, or from one that is not to be retried. */
function named(...names: readonly [string, ...string[]]) {
  return match.all(match.error('kafkajs:*'), match.field('name', ...names))
}

/** KafkaJS, which says of each of its errors whether it is to be tried again. */
export const kafkajs = defineLibrary({
  name: 'kafkajs',
  brands: [{ fields: ['retriable', 'helpUrl'] }],
  wrappers: [
    {
      when: match.all(
        named('KafkaJSNumberOfRetriesExceeded', 'KafkaJSNonRetriableError'),
        // The second in version 1, where it may also be a text.
        match.any(match.field('cause', true), match.field('originalError', true)),
      ),
      through: ['cause', 'originalError'],
    },
    { when: match.error('*:KafkaJSAggregateError'), through: ['errors'] },
  ],
  rules: [
    {
      id: 'kafkajs/unknown-topic',
      when: match.all(match.error('kafkajs:*'), match.field('type', 'UNKNOWN_TOPIC_OR_PARTITION')),
      verdict: 'bug',
      veto: true,
      reason:
        'The topic or partition does not exist, or the user may not know of it; trying again makes none.',
      source: CODES,
    },
    {
      id: 'kafkajs/rebalancing',
      // Whoever joins a group is told in an error of which only the text is left.
      when: match.all(
        named('KafkaJSProtocolError', 'KafkaJSError'),
        match.any(
          match.message(/^The group is rebalancing, so a rejoin is needed$/),
          match.message(/^Specified group generation id is not valid$/),
          match.message(/^The coordinator is not aware of this member$/),
          match.message(/^This is not the correct coordinator for this group$/),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The members of the group were dividing the partitions anew; if it lasts, they take too long over their messages.',
      source: 'https://kafka.js.org/docs/faq#what-does-it-mean-to-get-rebalance-in-progress-errors',
    },
    {
      id: 'kafkajs/retriable',
      when: match.all(
        match.error('kafkajs:*'),
        match.field('type'),
        match.field('retriable', true),
        // Another try may help, but the message or the disk of the broker is broken.
        match.not(match.field('type', 'CORRUPT_MESSAGE', 'KAFKA_STORAGE_ERROR')),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The cluster was electing a leader or catching up, and says itself that another try may succeed; if it lasts, it lacks replicas.',
      source: CODES,
    },
    {
      id: 'kafkajs/connection-failed',
      when: match.any(
        match.all(
          named('KafkaJSConnectionError'),
          match.any(
            ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'].map((code) =>
              match.error(`kafkajs:#${code}`),
            ),
            match.message(/^Connection timeout$/),
          ),
        ),
        named('KafkaJSConnectionClosedError'),
      ),
      verdict: 'transient',
      // A broker that speaks TLS where the client does not closes the connection, too, and goes on doing so.
      budget: { max: 20, per: '10m' },
      reason:
        'The broker did not listen, did not answer or closed the connection, as when it is restarted; if it lasts, address or TLS are wrong.',
      source: 'https://github.com/tulios/kafkajs/blob/master/src/network/connection.js',
    },
    {
      id: 'kafkajs/request-timeout',
      when: named('KafkaJSRequestTimeoutError'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'The broker did not answer within the time that the client waits for it.',
      source: ERRORS,
    },
    {
      id: 'kafkajs/broker-not-found',
      when: named('KafkaJSBrokerNotFound'),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'The broker that led the partition had left the cluster, and another one did not lead it yet.',
      source: ERRORS,
    },
    {
      id: 'kafkajs/disconnected-on-shutdown',
      when: match.all(
        named('KafkaJSError', 'KafkaJSNonRetriableError'),
        match.message(/^The producer is disconnect(?:ed|ing)/),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has disconnected its producer; what is still sent is given up on purpose.',
      source: 'https://github.com/tulios/kafkajs/blob/master/src/producer/messageProducer.js',
    },
  ],
})
