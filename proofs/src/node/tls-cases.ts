import { once } from 'node:events'
import { createServer, get, type RequestOptions, type ServerOptions } from 'node:https'
import { type Certificate, createCertificate, createRevocationList } from '../world/certificate.ts'
import { listen, openTcp } from '../world/loopback.ts'
import { rejectionOf } from '../proof/proof.ts'
import { onNode } from './node-world.ts'

const ROOT = createCertificate({ host: 'root', isAuthority: true })
const SECOND_ROOT = createCertificate({ host: 'root', isAuthority: true })
const MIDDLE = createCertificate({ host: 'middle', isAuthority: true, issuer: ROOT })
const LEAF = createCertificate({ issuer: ROOT })
const LOW_LEAF = createCertificate({ issuer: MIDDLE })
const SELF_SIGNED = createCertificate()
const EXPIRED = createCertificate({ from: -2, to: -1 })
const OF_TOMORROW = createCertificate({ from: 1, to: 2 })
const OF_ANOTHER_HOST = createCertificate({ host: 'example.org' })

/** What can be wrong with a certificate, and what can be wrong before there is one. */
export const tlsCases = onNode([
  ...[
    {
      what: 'an expired certificate',
      shown: EXPIRED,
      client: { ca: EXPIRED.cert },
      code: 'CERT_HAS_EXPIRED',
    },
    {
      what: 'a certificate of tomorrow',
      shown: OF_TOMORROW,
      client: { ca: OF_TOMORROW.cert },
      code: 'CERT_NOT_YET_VALID',
    },
    {
      what: 'a certificate for another host',
      shown: OF_ANOTHER_HOST,
      client: { ca: OF_ANOTHER_HOST.cert },
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    },
    {
      what: 'a certificate that nobody vouches for',
      shown: SELF_SIGNED,
      client: {},
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    },
    {
      what: 'a certificate by an authority that nobody vouches for',
      shown: chain(LEAF, ROOT),
      client: {},
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    },
    {
      what: 'a certificate by an authority that is not known',
      shown: LEAF,
      client: {},
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    },
    {
      what: 'a chain whose end is not known',
      shown: chain(LOW_LEAF, MIDDLE),
      client: {},
      code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    },
    {
      what: 'a known authority whose own is not known',
      shown: LOW_LEAF,
      client: { ca: MIDDLE.cert },
      code: 'UNABLE_TO_GET_ISSUER_CERT',
    },
    {
      what: 'a certificate by another authority of the same name',
      shown: LEAF,
      client: { ca: SECOND_ROOT.cert },
      code: 'CERT_SIGNATURE_FAILURE',
    },
    {
      what: 'a certificate that was taken back',
      shown: LEAF,
      client: { ca: ROOT.cert, crl: createRevocationList(ROOT) },
      code: 'CERT_REVOKED',
    },
  ].map(({ what, shown, client, code }) => ({
    name: `keeps ${what}`,
    provoke: () => provokeTls(shown, client),
    identity: `node:Error#${code}`,
    verdict: 'bug' as const,
    rule: 'node/certificate',
  })),
  {
    name: 'keeps TLS spoken to a server without it, and does not call it a certificate',
    provoke: ({ http }) => rejectionOf(once(get(`https://127.0.0.1:${http.port}`), 'response')),
    identity: 'node:Error#EPROTO',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/certificate'],
  },
  {
    name: 'keeps a version of TLS that the other side does not speak',
    provoke: () => provokeTls(SELF_SIGNED, { maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' }),
    identity: /^node:Error#(ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION|EPROTO)$/,
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/certificate', 'node/connection-reset'],
  },
  {
    name: 'holds back a server that hangs up before TLS is agreed on',
    async provoke() {
      const server = await openTcp((socket) => socket.destroy())
      const error = await rejectionOf(once(get(`https://127.0.0.1:${server.port}`), 'response'))
      await server.close()
      return error
    },
    identity: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
    nearMissOf: ['node/certificate'],
  },
])

function chain(leaf: Certificate, authority: Certificate): Certificate {
  return { ...leaf, cert: leaf.cert + authority.cert }
}

async function provokeTls(
  { key, cert }: Certificate,
  client: RequestOptions,
  settings: ServerOptions = {},
): Promise<unknown> {
  const server = await listen(createServer({ key, cert, ...settings }))
  const request = get({
    port: server.port,
    host: '127.0.0.1',
    servername: 'localhost',
    agent: false,
    ...client,
  })
  const error = await rejectionOf(once(request, 'response'))
  await server.close()
  return error
}
