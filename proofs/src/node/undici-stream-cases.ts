import { once } from 'node:events'
import { constants, createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import type * as Undici from 'undici'
import { createCertificate } from '../world/certificate.ts'
import { resolvesTo } from '../world/loopback.ts'
import { BUNDLE, rejectionOf } from '../proof/proof.ts'

const CERTIFICATE = createCertificate()
const STREAM_ERROR = 'node:Error#ERR_HTTP2_STREAM_ERROR'

/** HTTP/2, which undici speaks by itself from version 8 on: the server ends a stream with a code. */
export const undiciStreamCases = [
  ...[
    { what: 'refuses', code: constants.NGHTTP2_REFUSED_STREAM, identity: STREAM_ERROR },
    { what: 'has too much to do with', code: constants.NGHTTP2_ENHANCE_YOUR_CALM, identity: STREAM_ERROR },
    { what: 'fails at', code: constants.NGHTTP2_INTERNAL_ERROR, identity: STREAM_ERROR },
    { what: 'cancels', code: constants.NGHTTP2_CANCEL, identity: 'node:InformationalError#UND_ERR_INFO' },
    {
      what: 'finds no fault in, but ends',
      code: constants.NGHTTP2_NO_ERROR,
      identity: 'node:InformationalError#UND_ERR_INFO',
    },
  ].map(({ what, code, identity }) => ({
    name: `holds back a stream that the server ${what}`,
    provoke: (module: typeof Undici) => provoke(module, code),
    identity,
    verdict: 'transient' as const,
    rule: 'node/stream-refused',
    only: ['undici', BUNDLE],
  })),
  {
    name: 'keeps a stream that does not keep to the protocol',
    provoke: (module: typeof Undici) => provoke(module, constants.NGHTTP2_PROTOCOL_ERROR),
    identity: STREAM_ERROR,
    verdict: 'bug' as const,
    rule: undefined,
    nearMissOf: ['node/stream-refused', 'node/connection-reset'],
    only: ['undici', BUNDLE],
  },
]

/** What a request is rejected with whose stream the server closes with this code. */
async function provoke({ Agent, request }: typeof Undici, code: number): Promise<unknown> {
  const server = createSecureServer({ key: CERTIFICATE.key, cert: CERTIFICATE.cert })
  server.on('stream', (stream) => stream.on('error', () => {}).close(code))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server has no other kind of address
  const dispatcher = new Agent({ connect: { ca: CERTIFICATE.cert, ...resolvesTo('127.0.0.1') } })
  const error = await rejectionOf(async () => {
    const { body } = await request(`https://localhost:${port}`, { dispatcher })
    await body.text()
  })
  await dispatcher.destroy()
  server.close()
  return error
}
