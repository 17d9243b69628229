import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { bitString, generalizedTime, objectIdentifier, sequence, smallInteger, tagged, toPem } from './der.ts'

/** A key and a certificate, self-signed unless somebody else issued it, as PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
  readonly host: string
}

export interface CertificateOptions {
  /** When it becomes valid, in days from now. @default -1 */
  readonly from?: number
  /** When it expires, in days from now. @default 1 */
  readonly to?: number
  /** The only host it is for. @default localhost */
  readonly host?: string
  /** Whether it may issue others. @default false */
  readonly isAuthority?: boolean
  /** Who signs it. @default itself */
  readonly issuer?: Certificate
}

const SERIAL = smallInteger(1)

/** Makes an X.509 certificate on the spot, without a tool and without a file. */
export function createCertificate(options: CertificateOptions = {}): Certificate {
  const { host = 'localhost', issuer } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signer = issuer ? createPrivateKey(issuer.key) : privateKey
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: toPem('CERTIFICATE', signed(certificateBody(publicKey, options), signer)),
    host,
  }
}

/** A list in which an authority takes back every certificate it has issued. RFC 5280, section 5.1. */
export function createRevocationList(issuer: Certificate): string {
  const body = sequence(
    smallInteger(1),
    ECDSA_WITH_SHA256,
    toName(issuer.host),
    generalizedTime(-1),
    generalizedTime(1),
    sequence(sequence(SERIAL, generalizedTime(-1))),
  )
  return toPem('X509 CRL', signed(body, createPrivateKey(issuer.key)))
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return sequence(body, ECDSA_WITH_SHA256, bitString(sign('sha256', body, key)))
}

/** RFC 5280, section 4.1: version 3, serial number, algorithm, issuer, validity, subject, key, extensions. */
function certificateBody(publicKey: KeyObject, options: CertificateOptions): Buffer {
  const { from = -1, to = 1, host = 'localhost', isAuthority = false, issuer } = options
  const alternatives = sequence(tagged(0x82, Buffer.from(host)))
  const extensions = [sequence(SUBJECT_ALTERNATIVE_NAME, tagged(0x04, alternatives))]
  if (isAuthority) extensions.push(sequence(BASIC_CONSTRAINTS, tagged(0x04, sequence(TRUE))))
  return sequence(
    tagged(0xa0, smallInteger(2)),
    SERIAL,
    ECDSA_WITH_SHA256,
    toName(issuer?.host ?? host),
    sequence(generalizedTime(from), generalizedTime(to)),
    toName(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  )
}

function toName(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(commonName)))))
}

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('2a8648ce3d040302'))
const COMMON_NAME = objectIdentifier('550403')
const SUBJECT_ALTERNATIVE_NAME = objectIdentifier('551d11')
const BASIC_CONSTRAINTS = objectIdentifier('551d13')
const TRUE = tagged(0x01, Buffer.from([0xff]))
