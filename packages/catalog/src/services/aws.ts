import { defineLibrary, match } from '@sentry-presets/core'

const RETRY =
  'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/core/src/submodules/retry/service-error-classification/constants.ts'
const ERRORS = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html'
const TRANSACTIONS =
  'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html'

/** A transaction's reasons stand in its text, which is only gone by where it is there to its end. */
const REASONS = match.all(match.error('aws:TransactionCanceledException'), match.message(/\]$/))
const FAULTY_REASON = match.message(
  /ItemCollectionSizeLimitExceeded|ValidationError|DuplicateItem|AccessDenied/,
)

const THROTTLED = match.any(
  match.error('aws:Throttling'),
  match.error('aws:ThrottlingException'),
  match.error('aws:ThrottledException'),
  match.error('aws:RequestThrottled'),
  match.error('aws:RequestThrottledException'),
  match.error('aws:EC2ThrottledException'),
  match.error('aws:TooManyRequestsException'),
  match.error('aws:RequestLimitExceeded'),
  match.error('aws:BandwidthLimitExceeded'),
  match.error('aws:ProvisionedThroughputExceededException'),
  match.error('aws:SlowDown'),
)

/**
 * AWS SDK v3. An exception has the name that the service gave it on the wire, whatever its class; what the network
 * reports is Node's.
 */
export const aws = defineLibrary({
  name: 'aws',
  packages: [
    '@smithy/smithy-client',
    '@smithy/core',
    '@smithy/node-http-handler',
    '@smithy/fetch-http-handler',
    '@smithy/property-provider',
    '@smithy/util-waiter',
    '@aws-sdk/core',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-sqs',
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/xml-builder',
    '@aws-sdk/credential-provider-node',
  ],
  brands: [{ fields: ['$metadata'] }, { fields: ['name', 'tryNextLink'] }],
  rules: [
    {
      id: 'aws/credentials',
      when: match.any(
        match.error('aws:CredentialsProviderError'),
        match.error('aws:TokenProviderError'),
        match.error('aws:ExpiredToken'),
        match.error('aws:ExpiredTokenException'),
        match.error('aws:InvalidToken'),
        match.error('aws:UnrecognizedClientException'),
        match.error('aws:InvalidClientTokenId'),
        match.error('aws:InvalidSignatureException'),
        match.error('aws:IncompleteSignature'),
        match.error('aws:MissingAuthenticationTokenException'),
        match.error('aws:AccessDeniedException'),
        // SQS throttles with a 403.
        match.all(
          match.error('aws:*'),
          match.any(match.status(401), match.status(403)),
          match.not(THROTTLED),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The credentials are missing, expired or wrong, a policy does not allow the call or the clock is off, until somebody acts.',
      source: ERRORS,
    },
    {
      id: 'aws/quota',
      when: match.any(
        match.error('aws:ServiceQuotaExceededException'),
        // Bedrock throttles by the day as well.
        match.all(match.error('aws:*'), match.message(/[Qq]uota exceeded|tokens per day/)),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'A quota of the account is used up: it may look like throttling, but no retry succeeds before somebody raises it.',
      source: 'https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html',
    },
    {
      id: 'aws/throttled',
      when: match.any(
        THROTTLED,
        match.all(
          match.error('aws:*'),
          match.any(match.field('$metadata.httpStatusCode', 429), match.field('$retryable.throttling', true)),
        ),
      ),
      verdict: 'transient',
      reason: 'The service asked to slow down; the client waits and tries again by itself.',
      source: RETRY,
    },
    {
      id: 'aws/server-error',
      // Not any status: the client marks what the application's own handler or middleware threw as well.
      when: match.all(match.error('aws:*'), match.field('$metadata.httpStatusCode', 500, 502, 503, 504)),
      verdict: 'transient',
      reason:
        'The service failed or was overloaded; these are the statuses that the client tries again by itself.',
      source: RETRY,
    },
    {
      id: 'aws/timeout',
      when: match.any(
        // What a waiter waited for in vain may never come.
        match.all(match.error('aws:TimeoutError'), match.not(match.message('"state":"TIMEOUT"'))),
        match.error('aws:RequestTimeout'),
        match.error('aws:RequestTimeoutException'),
      ),
      verdict: 'transient',
      reason:
        'One side waited longer for the other than it was willing to; the client tries such requests again.',
      source: RETRY,
    },
    {
      id: 'aws/condition-failed',
      when: match.any(
        match.error('aws:ConditionalCheckFailedException'),
        match.error('aws:PreconditionFailed'),
        match.all(REASONS, match.message('ConditionalCheckFailed'), match.not(FAULTY_REASON)),
      ),
      verdict: 'expected',
      reason:
        'The condition that the application had put to a write did not hold, which is what it asked to be told.',
      source: TRANSACTIONS,
    },
    {
      id: 'aws/conflict',
      when: match.any(
        match.error('aws:TransactionConflictException'),
        match.error('aws:TransactionInProgressException'),
        match.error('aws:ConditionalRequestConflict'),
        match.error('aws:OperationAborted'),
        match.all(
          REASONS,
          match.message(/TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded/),
          match.not(match.message('ConditionalCheckFailed')),
          match.not(FAULTY_REASON),
        ),
      ),
      verdict: 'transient',
      reason: 'Two requests wanted the same item at once and one of them was given up, to be tried again.',
      source: TRANSACTIONS,
    },
    {
      id: 'aws/aborted',
      when: match.error('aws:AbortError'),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source:
        'https://github.com/smithy-lang/smithy-typescript/blob/main/packages/node-http-handler/src/build-abort-error.ts',
    },
  ],
})
