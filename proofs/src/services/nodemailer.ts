import { nodemailer } from '@sentry-presets/catalog'
import { defineProof } from '../proof/proof.ts'
import { createCertificate } from '../world/certificate.ts'
import { findClosedPort } from '../world/loopback.ts'
import * as calls from './nodemailer-calls.ts'
import { mailReplies } from './nodemailer-replies.ts'

const { rejectionAt, toServer, toSocket } = calls

export const nodemailerProof = defineProof<calls.Module, undefined>({
  library: nodemailer,
  against: 'the real smtp-server, and sockets that say too little',
  modules: {
    nodemailer: () => import('nodemailer'),
    // @ts-expect-error it comes without types
    'nodemailer-9': () => import('nodemailer-9'),
  },
  bundle: { entry: "export { createTransport } from 'nodemailer'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...mailReplies,
    {
      name: 'keeps a server that does not know TLS, though it is demanded',
      provoke: toServer({}, { requireTLS: true }),
      identity: 'nodemailer:Error#ETLS',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/temporary-refusal'],
    },
    {
      name: 'keeps a certificate that is not trusted',
      provoke: toServer({ secure: true, ...createCertificate() }, { secure: true, host: 'localhost' }),
      identity: 'nodemailer:Error#ESOCKET',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/connection-failed'],
    },
    {
      name: 'holds back a server that does not listen',
      provoke: async (module) => rejectionAt(module, await findClosedPort()),
      identity: 'node:Error#ESOCKET',
      verdict: 'transient',
      rule: 'nodemailer/connection-failed',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: toSocket((socket) => {
        socket.write('220 mail.test\r\n')
        socket.once('data', () => socket.resetAndDestroy())
      }),
      identity: 'node:Error#ESOCKET',
      verdict: 'transient',
      rule: 'nodemailer/connection-failed',
    },
    {
      name: 'holds back a connection that is closed',
      provoke: toSocket((socket) => {
        socket.write('220 mail.test\r\n')
        socket.once('data', () => socket.end())
      }),
      identity: 'nodemailer:Error#ECONNECTION',
      verdict: 'transient',
      rule: 'nodemailer/connection-failed',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionAt(module, 25, { host: `${'x'.repeat(64)}.invalid` }),
      identity: 'node:Error#EDNS',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/connection-failed'],
    },
    {
      name: 'keeps a port that speaks something else',
      provoke: toSocket((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      identity: 'nodemailer:Error#EPROTOCOL',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/connection-failed', 'nodemailer/temporary-refusal', 'nodemailer/timeout'],
    },
    {
      name: 'holds back a server that does not greet',
      provoke: toSocket(() => {}, { greetingTimeout: 20 }),
      identity: 'nodemailer:Error#ETIMEDOUT',
      verdict: 'transient',
      rule: 'nodemailer/timeout',
      nearMissOf: ['nodemailer/connection-failed'],
    },
    {
      name: 'holds back a server that falls silent',
      provoke: toSocket((socket) => socket.write('220 mail.test\r\n'), { socketTimeout: 50 }),
      identity: 'nodemailer:Error#ETIMEDOUT',
      verdict: 'transient',
      rule: 'nodemailer/timeout',
    },
    {
      name: 'holds back mail that waited for a pool that was closed, on shutdown',
      provoke: calls.closePool,
      identity: 'nodemailer:Error',
      phase: 'shutdown',
      verdict: 'control-flow',
      rule: 'nodemailer/pool-closed-on-shutdown',
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps mail that waited for a pool that was closed',
      provoke: calls.closePool,
      identity: 'nodemailer:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/pool-closed-on-shutdown'],
    },
  ],
})
