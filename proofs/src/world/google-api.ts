import { createServer } from 'node:http'
import type * as Gax from 'google-gax'
import { type GrpcServer, openGrpc } from './grpc.ts'
import { type Endpoint, listen } from './loopback.ts'
import { createUpstream, type DocumentedAnswer } from './upstream.ts'

/** Google's service of long-running operations, asked by gRPC or by REST: what is named fails as its name says. */
export interface GoogleApi {
  readonly grpc: GrpcServer
  readonly rest: Endpoint
  /** Waits until somebody asks for what is named `hang`. */
  readonly untilAsked: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openGoogleApi(answers: {
  readonly grpc: Parameters<typeof openGrpc>[0]
  readonly rest: Readonly<Record<string, DocumentedAnswer>>
}): Promise<GoogleApi> {
  let waiting = (): void => {}
  const grpc = await openGrpc(answers.grpc, () => waiting())
  const upstream = createUpstream(answers.rest)
  const rest = await listen(
    createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '').replace(/\?.*$/, '')
      request.url = `/${path.split('/').at(-1)}`.replace('.', '/')
      if (request.url === '/hang') waiting()
      upstream(request, response)
    }),
  )
  return {
    grpc,
    rest,
    async untilAsked() {
      await new Promise<void>((resolve) => (waiting = resolve))
    },
    async close() {
      grpc.close()
      await rest.close()
    },
  }
}

/** As far as versions 6 and 5 of google-gax agree. */
export type GaxModule = Pick<
  typeof Gax,
  | 'createBackoffSettings'
  | 'createMaxRetriesBackoffSettings'
  | 'createRetryOptions'
  | 'fallback'
  | 'GoogleAuth'
  | 'googleAuthLibrary'
  | 'grpc'
  | 'lro'
>

export interface Question extends Gax.CallOptions {
  readonly port: number
  /** @default 127.0.0.1 */
  readonly servicePath?: string
  /** What the client is made with besides. */
  readonly client?: Gax.ClientOptions
  /** When to call it off. */
  readonly cancelAt?: Promise<void>
  /** Whether to try again, and what bounds that. */
  readonly tryAgain?: 'two times' | 'for a moment'
}

/** Asks for an operation by gRPC. */
export async function askGrpc(gax: GaxModule, name: string, question: Question): Promise<unknown> {
  const client = gax.lro({ auth: signIn(gax) }).operationsClient({
    servicePath: '127.0.0.1',
    port: question.port,
    sslCreds: gax.grpc.credentials.createInsecure(),
    ...(question.servicePath && { servicePath: question.servicePath }),
    ...question.client,
  })
  return ask(client, name, { ...patience(gax, question), cancelAt: question.cancelAt })
}

/** Asks for an operation by REST. */
export async function askRest(gax: GaxModule, name: string, question: Question): Promise<unknown> {
  const client = gax.fallback.lro({ auth: signIn(gax) }).operationsClient({
    servicePath: question.servicePath ?? '127.0.0.1',
    port: question.port,
    protocol: 'http',
    fallback: true,
  })
  return ask(client, name, { ...patience(gax, question), cancelAt: question.cancelAt })
}

function signIn({ GoogleAuth, googleAuthLibrary }: GaxModule): Gax.GoogleAuth {
  return new GoogleAuth({ authClient: new googleAuthLibrary.PassThroughClient() })
}

/** No retries, if nothing else is asked for. */
function patience(gax: GaxModule, { tryAgain, timeout = ENOUGH }: Question): Gax.CallOptions {
  if (!tryAgain) return { retry: { retryCodes: [] }, timeout }
  const bounds =
    tryAgain === 'two times'
      ? gax.createMaxRetriesBackoffSettings(1, 1, 1, ENOUGH, 1, ENOUGH, 2)
      : gax.createBackoffSettings(1, 1, 1, ENOUGH, 1, ENOUGH, 40)
  return { retry: gax.createRetryOptions([4, 13, 14], bounds) }
}

/** More milliseconds than a slow machine needs. */
const ENOUGH = 5_000

async function ask(
  client: Gax.OperationsClient,
  name: string,
  { cancelAt, ...options }: Gax.CallOptions & { cancelAt: Promise<void> | undefined },
): Promise<unknown> {
  try {
    // The types want a message made by protobuf.js, and do not say that the promise can be cancelled.
    const call = client.getOperation({ name: `operations/${name}` } as never, options) as Promise<unknown> & {
      cancel: () => void
    }
    void cancelAt?.then(() => call.cancel())
    return await call
  } finally {
    client.close()
  }
}
