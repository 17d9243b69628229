import type * as Kafkajs from 'kafkajs'
import type { Case } from '../proof/proof.ts'
import * as calls from './kafkajs-calls.ts'

const { asking } = calls

type Reply = Case<typeof Kafkajs, unknown>

const EXCEEDED = 'kafkajs:KafkaJSNumberOfRetriesExceeded'

// The numbers are those of https://kafka.apache.org/protocol#protocol_error_codes
const RETRIABLE = [
  [5, 'a leader that is not elected yet'],
  [6, 'a leader that is none any more'],
  [7, 'a request that other brokers were too slow for'],
  [19, 'too few replicas'],
] as const

const REBALANCING = [
  [16, 'a coordinator that is none any more'],
  [22, 'a generation of the group that is over'],
  [25, 'a member that the coordinator has forgotten'],
  [27, 'a rebalance'],
] as const

/** What a broker answers to a request. */
export const kafkaReplies: readonly Reply[] = [
  ...RETRIABLE.map(
    ([code, what]): Reply => ({
      name: `holds back ${what}`,
      provoke: asking(calls.send, { produce: code }),
      identity: EXCEEDED,
      decider: `kafkajs:KafkaJSProtocolError#${code}`,
      verdict: 'transient',
      rule: 'kafkajs/retriable',
    }),
  ),
  {
    name: 'holds back a topic without a leader',
    provoke: asking(calls.send, { metadata: 5 }),
    identity: 'kafkajs:KafkaJSNonRetriableError',
    decider: 'kafkajs:KafkaJSProtocolError#5',
    verdict: 'transient',
    rule: 'kafkajs/retriable',
  },
  {
    name: 'holds back a topic that could not be made in time',
    provoke: asking(calls.createTopic, { createTopics: 7 }),
    identity: 'kafkajs:KafkaJSAggregateError',
    decider: 'kafkajs:KafkaJSCreateTopicError#7',
    verdict: 'transient',
    rule: 'kafkajs/retriable',
  },
  {
    name: 'keeps a topic that could not be made as wished',
    provoke: asking(calls.createTopic, { createTopics: 37 }),
    identity: 'kafkajs:KafkaJSAggregateError',
    decider: 'kafkajs:KafkaJSCreateTopicError#37',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['kafkajs/retriable'],
  },
  {
    name: 'keeps a topic that does not exist',
    provoke: asking(calls.send, { metadata: 3 }),
    identity: EXCEEDED,
    decider: 'kafkajs:KafkaJSProtocolError#3',
    verdict: 'bug',
    rule: 'kafkajs/unknown-topic',
    nearMissOf: ['kafkajs/retriable'],
  },
  {
    name: 'keeps a topic whose name is refused',
    provoke: asking(calls.send, { metadata: 17 }),
    identity: 'kafkajs:KafkaJSNonRetriableError',
    decider: 'kafkajs:KafkaJSProtocolError#17',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['kafkajs/unknown-topic', 'kafkajs/retriable'],
  },
  ...[2, 56].map(
    (code): Reply => ({
      name: `keeps ${code === 2 ? 'a message that arrived broken' : 'a broken disk'}`,
      provoke: asking(calls.send, { produce: code }),
      identity: EXCEEDED,
      decider: `kafkajs:KafkaJSProtocolError#${code}`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['kafkajs/retriable'],
    }),
  ),
  ...[10, 29].map(
    (code): Reply => ({
      name: `keeps ${code === 10 ? 'a message that is too large' : 'a topic that the user may not write to'}`,
      provoke: asking(calls.send, { produce: code }),
      identity: `kafkajs:KafkaJSProtocolError#${code}`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['kafkajs/retriable'],
    }),
  ),
  ...REBALANCING.map(
    ([code, what]): Reply => ({
      name: `holds back ${what}`,
      provoke: asking(calls.consume, { joinGroup: code }),
      // Version 1 tries not again for all of them.
      identity: /^kafkajs:KafkaJS(?:NumberOfRetriesExceeded|ProtocolError#\d+)$/,
      decider: /^kafkajs:KafkaJS(?:Error|ProtocolError#\d+)$/,
      verdict: 'transient',
      rule: 'kafkajs/rebalancing',
    }),
  ),
  {
    name: 'keeps a group that the user may not join',
    provoke: asking(calls.consume, { joinGroup: 30 }),
    identity: 'kafkajs:KafkaJSProtocolError#30',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['kafkajs/rebalancing'],
  },
  {
    name: 'keeps a group without a coordinator, of which nobody says why',
    provoke: asking(calls.consume, { findCoordinator: 30 }),
    identity: 'kafkajs:KafkaJSGroupCoordinatorNotFound',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['kafkajs/rebalancing', 'kafkajs/broker-not-found'],
  },
  {
    name: 'holds back a leader that has left the cluster',
    provoke: asking(calls.send, {}, {}, 2),
    identity: EXCEEDED,
    decider: 'kafkajs:KafkaJSBrokerNotFound',
    verdict: 'transient',
    rule: 'kafkajs/broker-not-found',
  },
]
