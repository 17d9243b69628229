import type * as DynamoDB from '@aws-sdk/client-dynamodb'
import type * as S3 from '@aws-sdk/client-s3'
import type * as Sqs from '@aws-sdk/client-sqs'

/** Three clients with three protocols: REST with XML, JSON, and JSON with the names of an older one. */
export type AwsModule = Pick<typeof S3, 'S3Client' | 'GetObjectCommand' | 'waitUntilBucketExists'> &
  Pick<typeof DynamoDB, 'DynamoDBClient' | 'PutItemCommand'> &
  Pick<typeof Sqs, 'SQSClient' | 'SendMessageCommand'>

export function config(endpoint: string) {
  return {
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 1,
  }
}

export async function putItem(
  { DynamoDBClient, PutItemCommand }: AwsModule,
  options: DynamoDB.DynamoDBClientConfig,
  abortSignal?: AbortSignal,
): Promise<void> {
  const client = new DynamoDBClient(options)
  const command = new PutItemCommand({ TableName: 'orders', Item: { id: { S: '1' } } })
  try {
    await client.send(command, abortSignal && { abortSignal })
  } finally {
    client.destroy()
  }
}

export async function getObject({ S3Client, GetObjectCommand }: AwsModule, endpoint: string): Promise<void> {
  const client = new S3Client({ ...config(endpoint), forcePathStyle: true })
  try {
    await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'one' }))
  } finally {
    client.destroy()
  }
}

export async function waitForBucket(
  { S3Client, waitUntilBucketExists }: AwsModule,
  endpoint: string,
): Promise<void> {
  const client = new S3Client({ ...config(endpoint), forcePathStyle: true })
  try {
    await waitUntilBucketExists(
      { client, minDelay: 0.01, maxDelay: 0.02, maxWaitTime: 0.05 },
      { Bucket: 'files' },
    )
  } finally {
    client.destroy()
  }
}

export async function sendMessage(
  { SQSClient, SendMessageCommand }: AwsModule,
  endpoint: string,
): Promise<void> {
  const client = new SQSClient(config(endpoint))
  try {
    await client.send(new SendMessageCommand({ QueueUrl: `${endpoint}/1/jobs`, MessageBody: 'Hello' }))
  } finally {
    client.destroy()
  }
}
