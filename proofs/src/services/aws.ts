import { aws } from '@sentry-presets/catalog'
import { defineProof, rejectionOf } from '../proof/proof.ts'
import { ENDINGS } from '../world/call-off.ts'
import { answers, hangs, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'
import { answerCases } from './aws-answers.ts'
import { type AwsModule, config, getObject, putItem, waitForBucket } from './aws-calls.ts'

export const awsProof = defineProof<AwsModule, undefined>({
  library: aws,
  against: 'stubs of the HTTP APIs of S3, DynamoDB and SQS',
  modules: {
    '@aws-sdk/client-s3': async () => ({
      ...(await import('@aws-sdk/client-s3')),
      ...(await import('@aws-sdk/client-dynamodb')),
      ...(await import('@aws-sdk/client-sqs')),
    }),
  },
  bundle: {
    entry: `
      export { S3Client, GetObjectCommand, waitUntilBucketExists } from '@aws-sdk/client-s3'
      export { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
      export { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
    `,
  },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...answerCases,
    {
      name: 'holds back a 503 of a gateway that answers with a page',
      provoke: (module) => rejectionFrom(answers(503, '<html>'), (url) => getObject(module, url)),
      identity: 'aws:Error',
      verdict: 'transient',
      rule: 'aws/server-error',
    },
    {
      name: 'keeps a page where S3 should have answered',
      provoke: (module) => rejectionFrom(answers(404, '<html>'), (url) => getObject(module, url)),
      identity: 'aws:Error',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['aws/server-error'],
    },
    {
      name: 'holds back an answer that did not come in time',
      provoke: (module) =>
        rejectionFrom(hangs, (url) =>
          putItem(module, {
            ...config(url),
            requestHandler: { requestTimeout: 30, throwOnRequestTimeout: true },
          }),
        ),
      identity: 'aws:TimeoutError#ETIMEDOUT',
      verdict: 'transient',
      rule: 'aws/timeout',
    },
    {
      name: 'holds back a connection on which nothing came',
      provoke: (module) =>
        rejectionFrom(hangs, (url) =>
          putItem(module, { ...config(url), requestHandler: { socketTimeout: 30 } }),
        ),
      identity: 'aws:TimeoutError',
      verdict: 'transient',
      rule: 'aws/timeout',
    },
    {
      name: 'keeps a bucket that was waited for in vain',
      provoke: (module) => rejectionFrom(answers(404, ''), (url) => waitForBucket(module, url)),
      identity: 'aws:TimeoutError',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['aws/timeout'],
    },
    {
      name: 'leaves a connection that was reset to Node, whatever the client calls it',
      provoke: (module) => rejectionFrom(resets, (url) => putItem(module, config(url))),
      identity: 'node:TimeoutError#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
      nearMissOf: ['aws/timeout'],
    },
    {
      name: 'leaves a connection that was refused to Node',
      provoke: async (module) =>
        rejectionOf(putItem(module, config(`http://127.0.0.1:${await findClosedPort()}`))),
      identity: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'keeps a host that does not exist',
      provoke: (module) => rejectionOf(putItem(module, config('http://dynamodb.invalid'))),
      identity: 'node:Error#ENOTFOUND',
      verdict: 'bug',
      rule: 'node/host-not-found',
    },
    ...ENDINGS.map(({ name, end }) => ({
      name,
      provoke: (module: AwsModule) => rejectionFrom(hangs, (url) => putItem(module, config(url), end())),
      identity: 'aws:AbortError',
      verdict: 'expected' as const,
      rule: 'aws/aborted',
      inBundle: 'cannot tell' as const,
    })),
    {
      name: 'keeps credentials that are nowhere',
      provoke: (module) =>
        withoutCredentials(() => {
          const { credentials: _, ...rest } = config('http://127.0.0.1:1')
          return rejectionOf(putItem(module, rest))
        }),
      identity: 'aws:CredentialsProviderError',
      verdict: 'bug',
      rule: 'aws/credentials',
    },
    {
      name: 'keeps credentials that the application failed to get',
      provoke: (module) =>
        rejectionOf(
          putItem(module, {
            ...config('http://127.0.0.1:1'),
            credentials: () => Promise.reject(new Error('no such vault')),
          }),
        ),
      identity: 'app:Error',
      verdict: 'bug',
      rule: undefined,
    },
    ...[429, 503].map((status) => ({
      name: `keeps a ${status} of the application within the client, which marks it as its own`,
      provoke: (module: AwsModule) => {
        const error = Object.assign(new Error('the proxy has no licence'), { status })
        const requestHandler = { handle: () => Promise.reject(error) }
        return rejectionOf(putItem(module, { ...config('http://127.0.0.1:1'), requestHandler }))
      },
      identity: 'aws:Error',
      verdict: 'bug' as const,
      rule: undefined,
      nearMissOf: ['aws/server-error', 'aws/throttled'],
    })),
  ],
})

/** Hides what whoever runs this has set up. */
async function withoutCredentials<T>(work: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  forget()
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONFIG_FILE: '/dev/null',
  })
  try {
    return await work()
  } finally {
    forget()
    Object.assign(process.env, before)
  }
}

function forget(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
}
