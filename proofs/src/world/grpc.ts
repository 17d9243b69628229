import { grpc } from 'google-gax'
import { type Certificate, createCertificate } from './certificate.ts'

/** What a call is answered with, by the last part of the name that it asks for. */
export type GrpcAnswers = Readonly<Record<string, { readonly code: number; readonly details: string }>>

export interface GrpcServer {
  readonly port: number
  /** The only certificate that it is trusted by, where it is asked through TLS. */
  readonly securePort: number
  readonly close: () => void
}

/**
 * A gRPC server with one method, `google.longrunning.Operations/GetOperation`: it gives the answers listed, answers
 * `large` with much and `rubbish` with no message, and leaves everything else without an answer.
 * @param onSilence hears of a call that will not be answered
 */
export async function openGrpc(answers: GrpcAnswers, onSilence: () => void): Promise<GrpcServer> {
  const server = new grpc.Server()
  server.addService(OPERATIONS, { GetOperation: createMethod(answers, onSilence) })
  const port = await bind(server, grpc.ServerCredentials.createInsecure())
  const securePort = await bind(server, createCredentials(createCertificate()))
  return { port, securePort, close: () => server.forceShutdown() }
}

const keep = (message: Buffer): Buffer => message

const OPERATIONS = {
  GetOperation: {
    path: '/google.longrunning.Operations/GetOperation',
    requestStream: false,
    responseStream: false,
    requestSerialize: keep,
    requestDeserialize: keep,
    responseSerialize: keep,
    responseDeserialize: keep,
  },
} as const

function createMethod(answers: GrpcAnswers, onSilence: () => void): grpc.handleUnaryCall<Buffer, Buffer> {
  return ({ request }, answer) => {
    const name = request.toString().split('/').at(-1) ?? ''
    const status = answers[name]
    if (status) answer(status)
    else if (name === 'rubbish') answer(null, Buffer.from([0xff]))
    else if (name === 'large') answer(null, LARGE)
    else onSilence()
  }
}

/** An operation with a long name: field 1, a text of 100 bytes. */
const LARGE = Buffer.concat([Buffer.from([0x0a, 100]), Buffer.alloc(100, 'x')])

function createCredentials({ key, cert }: Certificate): grpc.ServerCredentials {
  return grpc.ServerCredentials.createSsl(null, [
    { private_key: Buffer.from(key), cert_chain: Buffer.from(cert) },
  ])
}

async function bind(server: grpc.Server, credentials: grpc.ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
      if (error) reject(error)
      else resolve(port)
    })
  })
}
