import { createServer } from 'node:tls'
import type * as Kafkajs from 'kafkajs'
import { kafkajs } from '@sentry-presets/catalog'
import { type Case, defineProof } from '../proof/proof.ts'
import { createCertificate } from '../world/certificate.ts'
import { type Endpoint, findClosedPort, listen, openHttp, openTcp } from '../world/loopback.ts'
import * as calls from './kafkajs-calls.ts'
import { kafkaReplies } from './kafkajs-replies.ts'

const { asking, rejectionAt } = calls

interface World {
  readonly mute: Endpoint
  readonly untrusted: Endpoint
  readonly other: Endpoint
}

const EXCEEDED = 'kafkajs:KafkaJSNumberOfRetriesExceeded'
const PLAIN = { mechanism: 'plain', username: 'app', password: 'wrong' } as const

export const kafkajsProof = defineProof<typeof Kafkajs, World>({
  library: kafkajs,
  against: 'a stub that speaks enough of the Kafka protocol',
  modules: { kafkajs: () => import('kafkajs'), 'kafkajs-1': () => import('kafkajs-1') },
  bundle: { entry: "export { Kafka, logLevel } from 'kafkajs'" },
  open: async () => ({
    mute: await openTcp(() => {}),
    untrusted: await listen(createServer(createCertificate())),
    other: await openHttp((_, response) => response.end()),
  }),
  async close({ mute, untrusted, other }) {
    await Promise.all([mute.close(), untrusted.close(), other.close()])
  },
  cases: [
    ...kafkaReplies,
    {
      name: 'holds back a broker that does not listen',
      provoke: async (module) => rejectionAt(module, `127.0.0.1:${await findClosedPort()}`),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionError#ECONNREFUSED',
      verdict: 'transient',
      rule: 'kafkajs/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: asking(calls.send, { produce: 'reset' }),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionError#ECONNRESET',
      verdict: 'transient',
      rule: 'kafkajs/connection-failed',
    },
    {
      name: 'holds back a connection that is closed',
      provoke: asking(calls.send, { produce: 'hang up' }),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionClosedError',
      verdict: 'transient',
      rule: 'kafkajs/connection-failed',
    },
    {
      name: 'holds back a connection that takes too long to make',
      provoke: (module, { mute }) =>
        rejectionAt(module, `localhost:${mute.port}`, calls.send, { ssl: true, connectionTimeout: 30 }),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionError',
      verdict: 'transient',
      rule: 'kafkajs/connection-failed',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionAt(module, `${'x'.repeat(64)}.invalid:9092`),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionError#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
      nearMissOf: ['kafkajs/connection-failed'],
    },
    {
      name: 'keeps a certificate that is not trusted',
      provoke: (module, { untrusted }) =>
        rejectionAt(module, `localhost:${untrusted.port}`, calls.send, { ssl: true }),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSConnectionError#DEPTH_ZERO_SELF_SIGNED_CERT',
      verdict: 'bug',
      rule: 'node/certificate',
      nearMissOf: ['kafkajs/connection-failed'],
    },
    {
      name: 'keeps a port that speaks something else',
      provoke: (module, { other }) =>
        rejectionAt(module, `localhost:${other.port}`, calls.send, { ssl: true }),
      identity: EXCEEDED,
      decider: /^kafkajs:KafkaJSConnectionError#(?:ERR_SSL|EPROTO)/,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['kafkajs/connection-failed'],
    },
    {
      name: 'holds back a broker that falls silent',
      provoke: asking(calls.send, { produce: 'silence' }, { requestTimeout: 200, retry: { retries: 0 } }),
      identity: EXCEEDED,
      decider: 'kafkajs:KafkaJSRequestTimeoutError',
      verdict: 'transient',
      rule: 'kafkajs/request-timeout',
      nearMissOf: ['kafkajs/connection-failed'],
    },
    {
      name: 'keeps a wrong password',
      provoke: asking(calls.send, { saslAuthenticate: 58 }, { sasl: PLAIN }),
      identity: 'kafkajs:KafkaJSSASLAuthenticationError',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a login during which the broker hangs up',
      provoke: asking(calls.send, { saslAuthenticate: 'hang up' }, { sasl: PLAIN }),
      identity: 'kafkajs:KafkaJSSASLAuthenticationError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['kafkajs/connection-failed', 'kafkajs/request-timeout'],
    },
    {
      name: 'keeps a message without a topic',
      provoke: asking(calls.sendToNowhere),
      identity: 'kafkajs:KafkaJSNonRetriableError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['kafkajs/unknown-topic'],
    },
    ...[
      ['is disconnected', asking(calls.sendOnceDisconnected), /^kafkajs:KafkaJSError$/] as const,
      ['disconnects', asking(calls.sendWhileDisconnecting), /^kafkajs:KafkaJSNonRetriableError$/] as const,
    ].flatMap(([what, provoke, identity]): readonly Case<typeof Kafkajs, World>[] => [
      {
        name: `holds back a producer that ${what}, on shutdown`,
        provoke,
        identity,
        phase: 'shutdown',
        verdict: 'control-flow',
        rule: 'kafkajs/disconnected-on-shutdown',
      },
      {
        name: `keeps a producer that ${what}`,
        provoke,
        identity,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: ['kafkajs/disconnected-on-shutdown'],
      },
    ]),
  ],
})
