import { defineLibrary, match } from '@sentry-presets/core'
import { UNAVAILABLE } from '../http/upstream-status.js'

const CODES = 'https://grpc.io/docs/guides/status-codes/'
const GAX = 'https://github.com/googleapis/google-cloud-node/blob/main/core/packages/gax/src'
const GRPC = 'https://github.com/grpc/grpc-node/blob/master/packages/grpc-js/src'

// gRPC's errors are plain ones with three fields that any application may have too. What tells them from others, in a
// bundle as well, is their message, which always begins with number and name of the code.
const isUnavailable = match.all(match.error('*:#14'), match.message(/^14 UNAVAILABLE: /))
const isExhausted = match.any(
  match.all(match.error('*:#8'), match.message(/^8 RESOURCE_EXHAUSTED: /)),
  match.error('google-cloud:#8'),
)
/** What gax makes of the last error when it has tried often or long enough: of that only the text is left. */
const isGivenUp = match.all(
  match.error('google-cloud:#4'),
  match.message(/^(?:Total timeout of API|Exceeded maximum number of retries) /),
)
const isOutOfReach = match.any(isUnavailable, isGivenUp)
/** Without a connection gRPC quotes why there is none; other reasons than these do not pass by themselves. */
const isPassing = match.any(
  match.not(match.message('No connection established')),
  match.message(/Last error: Error: [a-z]+ E(?:CONN|PIPE|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH)/),
)

/**
 * Google's client libraries, all made on google-gax, with the gRPC below them. Over REST, gax 6 maps HTTP to the codes of
 * gRPC and calls everything UNAVAILABLE that brought no answer; what did is the cause. gax 5 leaves gaxios' errors alone.
 */
export const googleCloud = defineLibrary({
  name: 'google-cloud',
  packages: ['google-gax'],
  brands: [{ fields: ['errorInfoMetadata', 'statusDetails', 'note'] }],
  wrappers: [
    {
      // With an answer the cause is how that was read.
      when: match.all(match.error('google-cloud:*'), match.not(match.field('httpStatusCode'))),
      through: ['cause'],
    },
  ],
  rules: [
    {
      id: 'google-cloud/host-not-found',
      when: match.all(isOutOfReach, match.message('Name resolution failed for target')),
      verdict: 'bug',
      veto: true,
      reason:
        'The name of the service does not exist, though gRPC calls it unavailable as if it were away for a moment.',
      source: `${GRPC}/resolver-dns.ts`,
    },
    {
      id: 'google-cloud/certificate',
      when: match.all(isOutOfReach, match.message(/Last error: Error: .*(?:certificate|SSL routines)/)),
      verdict: 'bug',
      veto: true,
      reason:
        'The certificate or the encryption is not what was expected, which gRPC calls unavailable but no retry mends.',
      source: `${GRPC}/load-balancer-pick-first.ts`,
    },
    {
      id: 'google-cloud/daily-quota',
      when: match.all(
        isExhausted,
        match.any(
          match.message(/ per day/),
          // Firestore says no more than this of its quota for the day.
          match.message(/(?:^|: )Quota exceeded\.?$/),
          match.field('errorInfoMetadata.quota_limit', /PerDay/),
          match.field('errorInfoMetadata.quota_limit_value', '0'),
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'What the project may ask for in a day is used up, or it may not ask at all: nothing succeeds before the next day or a larger quota.',
      source: 'https://cloud.google.com/docs/quotas/troubleshoot',
    },
    {
      id: 'google-cloud/message-too-large',
      when: match.all(isExhausted, match.message(/ message (?:larger than max|with a size larger than)/)),
      verdict: 'bug',
      veto: true,
      reason: 'A message is larger than the client allows, and will be so again when it is sent again.',
      source: `${GRPC}/stream-decoder.ts`,
    },
    {
      id: 'google-cloud/rate-limit',
      when: isExhausted,
      verdict: 'transient',
      reason: 'The service asked to slow down, or had no room left at that moment.',
      source: CODES,
    },
    {
      id: 'google-cloud/unavailable',
      when: match.any(
        match.all(isUnavailable, isPassing),
        match.all(match.error('google-cloud:*'), match.field('httpStatusCode', ...UNAVAILABLE)),
      ),
      verdict: 'transient',
      reason:
        'The service was away or overloaded at that moment; gRPC says that such a call is best tried again.',
      source: CODES,
    },
    {
      id: 'google-cloud/deadline',
      when: match.any(
        match.all(match.error('*:#4'), match.message(/^4 DEADLINE_EXCEEDED: /)),
        match.all(match.error('google-cloud:#4'), match.message(/^Deadline exceeded: /)),
        match.all(
          isGivenUp,
          match.any(
            match.not(match.message('retrying error')),
            match.message(/retrying error Error: (?:4 DEADLINE_EXCEEDED|8 RESOURCE_EXHAUSTED|10 ABORTED): /),
            match.all(match.message('retrying error Error: 14 UNAVAILABLE: '), isPassing),
          ),
        ),
      ),
      verdict: 'transient',
      reason: 'The service had not answered when the deadline of the call was over, all retries included.',
      source: `${GAX}/normalCalls/retries.ts`,
    },
    {
      id: 'google-cloud/conflict',
      when: match.any(
        match.all(match.error('*:#10'), match.message(/^10 ABORTED: /)),
        match.all(match.error('google-cloud:#10'), match.field('httpStatusCode', 409)),
      ),
      verdict: 'transient',
      reason: 'Two transactions wanted the same data and the service gave one of them up, to be tried again.',
      source: CODES,
    },
    {
      id: 'google-cloud/cancelled',
      when: match.any(
        match.all(match.error('*:#1'), match.message(/^1 CANCELLED: Cancelled on client/)),
        match.all(
          match.error('google-cloud:#1'),
          match.any(match.message(/^cancelled/), match.field('cause')),
        ),
      ),
      verdict: 'expected',
      reason: 'The application called the request off itself.',
      source: CODES,
    },
  ],
})
