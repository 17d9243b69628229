import type { Case } from '../proof/proof.ts'
import { answers, rejectionFrom } from '../world/http-answers.ts'
import { type AwsModule, config, getObject, putItem, sendMessage } from './aws-calls.ts'

interface Answer {
  readonly status: number
  /** As the service names it on the wire. */
  readonly error: string
  readonly message?: string
  readonly verdict: Case<never, never>['verdict']
  readonly rule?: string
  readonly nearMissOf?: readonly string[]
}

const CREDENTIALS = { verdict: 'bug', rule: 'aws/credentials' } as const
const THROTTLED = { verdict: 'transient', rule: 'aws/throttled' } as const
const SERVER_ERROR = { verdict: 'transient', rule: 'aws/server-error' } as const
const TIMEOUT = { verdict: 'transient', rule: 'aws/timeout' } as const
const CONDITION = { verdict: 'expected', rule: 'aws/condition-failed' } as const
const CONFLICT = { verdict: 'transient', rule: 'aws/conflict' } as const

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const S3_ANSWERS: readonly Answer[] = [
  { status: 503, error: 'SlowDown', message: 'Please reduce your request rate.', ...THROTTLED },
  { status: 500, error: 'InternalError', ...SERVER_ERROR },
  { status: 503, error: 'ServiceUnavailable', ...SERVER_ERROR },
  { status: 501, error: 'NotImplemented', verdict: 'bug', nearMissOf: ['aws/server-error'] },
  { status: 400, error: 'RequestTimeout', ...TIMEOUT },
  { status: 400, error: 'EntityTooLarge', verdict: 'bug', nearMissOf: ['aws/timeout', 'aws/aborted'] },
  { status: 403, error: 'AccessDenied', ...CREDENTIALS },
  { status: 403, error: 'InvalidAccessKeyId', ...CREDENTIALS },
  { status: 403, error: 'SignatureDoesNotMatch', ...CREDENTIALS },
  { status: 403, error: 'RequestTimeTooSkewed', ...CREDENTIALS },
  { status: 400, error: 'ExpiredToken', ...CREDENTIALS, nearMissOf: ['aws/timeout'] },
  {
    status: 404,
    error: 'NoSuchKey',
    verdict: 'bug',
    nearMissOf: ['aws/condition-failed', 'aws/credentials'],
  },
  { status: 404, error: 'NoSuchBucket', verdict: 'bug', nearMissOf: ['aws/condition-failed'] },
  { status: 412, error: 'PreconditionFailed', ...CONDITION },
  { status: 409, error: 'OperationAborted', ...CONFLICT },
  { status: 409, error: 'ConditionalRequestConflict', ...CONFLICT },
  { status: 409, error: 'BucketNotEmpty', verdict: 'bug', nearMissOf: ['aws/conflict'] },
]

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const DYNAMODB_ANSWERS: readonly Answer[] = [
  {
    status: 400,
    error: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    ...THROTTLED,
  },
  { status: 400, error: 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded', ...THROTTLED },
  { status: 400, error: 'com.amazon.coral.availability#ThrottlingException', ...THROTTLED },
  { status: 429, error: 'TooManyRequestsException', ...THROTTLED },
  // The names by which other services say the same.
  ...[
    'BandwidthLimitExceeded',
    'EC2ThrottledException',
    'RequestThrottledException',
    'ThrottledException',
    'Throttling',
  ].map((error) => ({ status: 400, error, ...THROTTLED })),
  ...[
    'IncompleteSignature',
    'InvalidClientTokenId',
    'InvalidToken',
    'MissingAuthenticationTokenException',
  ].map((error) => ({ status: 400, error, ...CREDENTIALS })),
  { status: 400, error: 'RequestTimeoutException', ...TIMEOUT },
  { status: 400, error: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException', ...CONFLICT },
  {
    status: 400,
    error: 'com.amazon.coral.availability#ThrottlingException',
    message: 'Daily message quota exceeded.',
    verdict: 'bug',
    rule: 'aws/quota',
    nearMissOf: ['aws/throttled'],
  },
  {
    status: 429,
    error: 'ThrottlingException',
    message: 'Too many tokens per day, please wait before trying again.',
    verdict: 'bug',
    rule: 'aws/quota',
    nearMissOf: ['aws/throttled'],
  },
  { status: 402, error: 'ServiceQuotaExceededException', verdict: 'bug', rule: 'aws/quota' },
  {
    status: 400,
    error: 'com.amazonaws.dynamodb.v20120810#LimitExceededException',
    verdict: 'bug',
    nearMissOf: ['aws/throttled', 'aws/quota'],
  },
  { status: 500, error: 'com.amazonaws.dynamodb.v20120810#InternalServerError', ...SERVER_ERROR },
  { status: 400, error: 'com.amazon.coral.service#UnrecognizedClientException', ...CREDENTIALS },
  { status: 400, error: 'com.amazon.coral.service#InvalidSignatureException', ...CREDENTIALS },
  { status: 400, error: 'com.amazon.coral.service#ExpiredTokenException', ...CREDENTIALS },
  { status: 400, error: 'com.amazon.coral.service#AccessDeniedException', ...CREDENTIALS },
  { status: 400, error: 'com.amazon.coral.validate#ValidationException', verdict: 'bug' },
  {
    status: 400,
    error: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    verdict: 'bug',
    nearMissOf: ['aws/condition-failed'],
  },
  { status: 400, error: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', ...CONDITION },
  { status: 400, error: 'com.amazonaws.dynamodb.v20120810#TransactionInProgressException', ...CONFLICT },
  cancelled('None, TransactionConflict', CONFLICT),
  cancelled('None, ThrottlingError', CONFLICT),
  cancelled('ConditionalCheckFailed, None', CONDITION),
  cancelled('ConditionalCheckFailed, TransactionConflict', CONDITION),
  cancelled('TransactionConflict, ValidationError', {
    verdict: 'bug',
    nearMissOf: ['aws/conflict', 'aws/condition-failed'],
  }),
  cancelled('ConditionalCheckFailed, AccessDenied', { verdict: 'bug', nearMissOf: ['aws/condition-failed'] }),
  cancelled(`${'TransactionConflict, '.repeat(99)}ValidationError`, {
    verdict: 'bug',
    nearMissOf: ['aws/conflict'],
  }),
]

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
const SQS_ANSWERS: readonly Answer[] = [
  { status: 400, error: 'com.amazonaws.sqs#RequestThrottled', ...THROTTLED },
  // The status that its model gives it.
  { status: 403, error: 'com.amazonaws.sqs#RequestThrottled', ...THROTTLED, nearMissOf: ['aws/credentials'] },
  {
    status: 400,
    error: 'com.amazonaws.sqs#QueueDoesNotExist',
    verdict: 'bug',
    nearMissOf: ['aws/throttled'],
  },
  { status: 400, error: 'com.amazonaws.sqs#OverLimit', verdict: 'bug', nearMissOf: ['aws/throttled'] },
  { status: 400, error: 'com.amazonaws.sqs#InvalidMessageContents', verdict: 'bug' },
]

/** A transaction's text, as https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html has it. */
function cancelled(reasons: string, expected: Pick<Answer, 'verdict' | 'rule' | 'nearMissOf'>): Answer {
  return {
    status: 400,
    error: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons}]`,
    ...expected,
  }
}

export const answerCases: readonly Case<AwsModule, undefined>[] = [
  ...S3_ANSWERS.map((answer) =>
    toCase('S3', answer, (module) => {
      const { status, error, message = '' } = answer
      const body = `<?xml version="1.0"?><Error><Code>${error}</Code><Message>${message}</Message></Error>`
      const listener = answers(status, body, { 'content-type': 'application/xml' })
      return rejectionFrom(listener, (url) => getObject(module, url))
    }),
  ),
  ...DYNAMODB_ANSWERS.map((answer) =>
    toCase('DynamoDB', answer, (module) =>
      rejectionFrom(json(answer), (url) => putItem(module, config(url))),
    ),
  ),
  ...SQS_ANSWERS.map((answer) =>
    toCase('SQS', answer, (module) => rejectionFrom(json(answer), (url) => sendMessage(module, url))),
  ),
]

function json({ status, error, message = '' }: Answer) {
  return answers(status, { __type: error, message }, { 'content-type': 'application/x-amz-json-1.0' })
}

function toCase(
  service: string,
  { status, error, message, verdict, rule, nearMissOf = [] }: Answer,
  provoke: (module: AwsModule) => Promise<unknown>,
): Case<AwsModule, undefined> {
  const name = error.slice(error.indexOf('#') + 1)
  const detail = message === undefined ? '' : `: ${message.slice(0, 140)}`
  return {
    name: `${verdict === 'bug' ? 'keeps' : 'holds back'} a ${status} ${name} of ${service}${detail}`,
    provoke,
    // What a client has no class for is one of its base class, whose name is the wire's.
    identity: new RegExp(`^aws:(?:${name}|${service}ServiceException)$`),
    verdict,
    rule,
    nearMissOf,
  }
}
