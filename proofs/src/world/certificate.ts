import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A key and a self-signed certificate for 127.0.0.1 and localhost, as PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface CertificateOptions {
  /** When it becomes valid, in days from now. @default -1 */
  readonly from?: number
  /** When it expires, in days from now. @default 1 */
  readonly to?: number
  /** The only host it is for. @default localhost */
  readonly host?: string
}

/** Makes an X.509 certificate on the spot, without a tool and without a file. */
export function createCertificate({
  from = -1,
  to = 1,
  host = 'localhost',
}: CertificateOptions = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = certificateBody(publicKey, host, [toDate(from), toDate(to)])
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

/** RFC 5280, section 4.1: version 3, serial number, algorithm, issuer, validity, subject, key, extensions. */
function certificateBody(publicKey: KeyObject, host: string, validity: readonly [Date, Date]): Buffer {
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(host)))))
  const alternatives = sequence(tagged(0x82, Buffer.from(host)))
  return sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    sequence(...validity.map(generalizedTime)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(SUBJECT_ALTERNATIVE_NAME, tagged(0x04, alternatives)))),
  )
}

function toDate(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}

function generalizedTime(date: Date): Buffer {
  const digits = date.toISOString().slice(0, 19).replace(/[-:T]/g, '')
  return tagged(0x18, Buffer.from(`${digits}Z`))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]))
}

/** DER: a tag, the length in its shortest form, the content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const ECDSA_WITH_SHA256 = sequence(tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
const COMMON_NAME = tagged(0x06, Buffer.from('550403', 'hex'))
const SUBJECT_ALTERNATIVE_NAME = tagged(0x06, Buffer.from('551d11', 'hex'))
