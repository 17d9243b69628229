import { googleCloud } from '@sentry-presets/catalog'
import { GOOGLE_ANSWERS } from '../http/google-answers.ts'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { findClosedPort, openRelay } from '../world/loopback.ts'
import { askGrpc, type GaxModule, type GoogleApi, openGoogleApi } from '../world/google-api.ts'
import { UNKNOWN_HOST } from '../world/upstream.ts'
import { GRPC_ANSWERS, grpcCases } from './google-cloud-grpc-cases.ts'
import { restCases } from './google-cloud-rest-cases.ts'

const USED =
  'createBackoffSettings, createMaxRetriesBackoffSettings, createRetryOptions, fallback, GoogleAuth, googleAuthLibrary, grpc, lro'
const UNKNOWN_SERVICE = new URL(UNKNOWN_HOST).host

export const googleCloudProof = defineProof<GaxModule, GoogleApi>({
  library: googleCloud,
  against: "a real gRPC server, and a stub of Google's HTTP APIs",
  modules: { 'google-gax': () => import('google-gax'), 'google-gax-5': () => import('google-gax-5') },
  bundle: { entry: `export { ${USED} } from 'google-gax'` },
  open: () => openGoogleApi({ grpc: GRPC_ANSWERS, rest: GOOGLE_ANSWERS }),
  close: (api) => api.close(),
  cases: [
    ...grpcCases,
    ...restCases,
    {
      name: 'holds back a refused connection',
      provoke: async (gax) => rejectionOf(askGrpc(gax, 'any', { port: await findClosedPort() })),
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'transient',
      rule: 'google-cloud/unavailable',
      nearMissOf: ['google-cloud/host-not-found', 'google-cloud/certificate'],
    },
    {
      name: 'holds back a connection that is reset during a call',
      provoke: (gax, api) => rejectionOf(askThroughCut(gax, api, 'reset')),
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'transient',
      rule: 'google-cloud/unavailable',
      nearMissOf: ['google-cloud/cancelled'],
    },
    {
      name: 'holds back a connection that is closed during a call',
      provoke: (gax, api) => rejectionOf(askThroughCut(gax, api, 'close')),
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'transient',
      rule: 'google-cloud/unavailable',
      nearMissOf: ['google-cloud/cancelled'],
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'any', { port, servicePath: UNKNOWN_SERVICE })),
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'bug',
      rule: 'google-cloud/host-not-found',
      nearMissOf: ['google-cloud/unavailable'],
    },
    {
      name: 'keeps a host that still does not exist after all retries',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'any', { port, servicePath: UNKNOWN_SERVICE, tryAgain: 'two times' })),
      identity: 'google-cloud:GoogleError#4',
      verdict: 'bug',
      rule: 'google-cloud/host-not-found',
      nearMissOf: ['google-cloud/deadline'],
    },
    {
      name: 'keeps a certificate that is not trusted',
      provoke(gax, { grpc: { securePort } }) {
        const client = { sslCreds: gax.grpc.credentials.createSsl() }
        return rejectionOf(askGrpc(gax, 'any', { port: securePort, servicePath: 'localhost', client }))
      },
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'bug',
      rule: 'google-cloud/certificate',
      nearMissOf: ['google-cloud/unavailable'],
    },
    {
      name: 'keeps a server that does not speak gRPC',
      provoke: (gax, { rest: { port } }) => rejectionOf(askGrpc(gax, 'any', { port })),
      identity: '@grpc/grpc-js:Error#14',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['google-cloud/unavailable', 'google-cloud/certificate'],
    },
    {
      name: 'keeps a server that still does not speak gRPC after all retries',
      provoke: (gax, { rest: { port } }) => rejectionOf(askGrpc(gax, 'any', { port, tryAgain: 'two times' })),
      identity: 'google-cloud:GoogleError#4',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['google-cloud/deadline'],
    },
    {
      name: 'holds back what was tried again as often as it may be',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'unavailable', { port, tryAgain: 'two times' })),
      identity: 'google-cloud:GoogleError#4',
      verdict: 'transient',
      rule: 'google-cloud/deadline',
      nearMissOf: ['google-cloud/host-not-found'],
    },
    {
      name: 'holds back what was tried again until the time was over',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'unavailable', { port, tryAgain: 'for a moment' })),
      identity: 'google-cloud:GoogleError#4',
      verdict: 'transient',
      rule: 'google-cloud/deadline',
      nearMissOf: ['google-cloud/host-not-found'],
    },
    {
      name: 'keeps an error that was tried again though it does not pass',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'internal', { port, tryAgain: 'two times' })),
      identity: 'google-cloud:GoogleError#4',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['google-cloud/deadline'],
    },
    {
      name: 'keeps an answer that is larger than the client allows',
      provoke(gax, { grpc: { port } }) {
        const client = { 'grpc.max_receive_message_length': 10 }
        return rejectionOf(askGrpc(gax, 'large', { port, client }))
      },
      identity: '@grpc/grpc-js:Error#8',
      verdict: 'bug',
      rule: 'google-cloud/message-too-large',
      nearMissOf: ['google-cloud/rate-limit'],
    },
    {
      name: 'holds back a service that is silent longer than the timeout',
      provoke: (gax, { grpc: { port } }) => rejectionOf(askGrpc(gax, 'hang', { port, timeout: 30 })),
      identity: '@grpc/grpc-js:Error#4',
      verdict: 'transient',
      rule: 'google-cloud/deadline',
    },
    {
      name: 'holds back a call that was called off',
      provoke: (gax, { grpc: { port }, untilAsked }) =>
        rejectionOf(askGrpc(gax, 'hang', { port, cancelAt: untilAsked() })),
      identity: '@grpc/grpc-js:Error#1',
      verdict: 'expected',
      rule: 'google-cloud/cancelled',
    },
    {
      name: 'holds back a call that was called off before it began',
      provoke: (gax, { grpc: { port } }) =>
        rejectionOf(askGrpc(gax, 'hang', { port, cancelAt: Promise.resolve() })),
      identity: 'google-cloud:GoogleError#1',
      verdict: 'expected',
      rule: 'google-cloud/cancelled',
    },
  ],
})

async function askThroughCut(
  gax: GaxModule,
  { grpc, untilAsked }: GoogleApi,
  how: 'close' | 'reset',
): Promise<unknown> {
  const relay = await openRelay(grpc.port)
  void untilAsked().then(() => relay.cut(how))
  try {
    return await askGrpc(gax, 'hang', { port: relay.port })
  } finally {
    await relay.close()
  }
}
