import { defineLibrary, match } from '@sentry-presets/core'
import { isRateLimited, isUnavailable } from '../http/upstream-status.js'

const CODES = 'https://learn.microsoft.com/en-us/rest/api/storageservices/common-rest-api-error-codes'
const CLIENT =
  'https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/core/ts-http-runtime/src/nodeHttpClient.ts'

/** The Azure SDK: every client of it throws RestErrors. Those keep the code of the system's error and drop the error. */
export const azure = defineLibrary({
  name: 'azure',
  packages: [
    '@azure/abort-controller',
    '@azure/core-client',
    '@azure/core-http-compat',
    '@azure/core-lro',
    '@azure/core-rest-pipeline',
    '@azure/core-util',
    '@azure/data-tables',
    '@azure/storage-blob',
    '@azure/storage-common',
    '@azure/storage-file-datalake',
    '@azure/storage-file-share',
    '@azure/storage-queue',
    '@typespec/ts-http-runtime',
  ],
  brands: [{ fields: ['name', 'code', 'statusCode', 'details'], says: /^RestError$/ }],
  rules: [
    {
      id: 'azure/rate-limit',
      when: match.all(match.error('azure:RestError'), isRateLimited),
      verdict: 'transient',
      reason: 'The service asked to slow down; the client waits as long as it was told to and tries again.',
      source:
        'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling',
    },
    {
      id: 'azure/upstream-unavailable',
      when: match.all(
        match.error('azure:RestError'),
        match.any(
          isUnavailable,
          match.all(
            match.status(500),
            match.any(match.error('azure:#InternalError'), match.error('azure:#OperationTimedOut')),
          ),
        ),
      ),
      verdict: 'transient',
      reason: 'The service was busy or failed for a moment, and asks in its answer to be tried again.',
      source: CODES,
    },
    {
      id: 'azure/connection-failed',
      when: match.any(
        match.error('azure:RestError#ECONNREFUSED'),
        match.error('azure:RestError#ECONNRESET'),
        match.error('azure:RestError#EPIPE'),
        match.error('azure:RestError#ETIMEDOUT'),
        match.error('azure:RestError#EAI_AGAIN'),
        match.error('azure:RestError#EHOSTUNREACH'),
        match.error('azure:RestError#ENETUNREACH'),
      ),
      verdict: 'transient',
      reason: 'The service could not be reached at that moment, or the connection to it was lost.',
      source: CLIENT,
    },
    {
      id: 'azure/answer-cut-short',
      when: match.all(
        match.error('azure:RestError#PARSE_ERROR'),
        match.message('Error reading response as text: aborted'),
      ),
      verdict: 'transient',
      reason: 'The connection was lost in the middle of an answer, as when the service replaces a machine.',
      source: CLIENT,
    },
    {
      id: 'azure/aborted',
      when: match.any(
        match.error('azure:AbortError'),
        // Minified, nothing but these words tells it from the AbortErrors of others.
        match.all(
          match.error('*:AbortError'),
          match.message(
            'The operation was aborted. Rejecting from abort signal callback while making request.',
          ),
        ),
      ),
      // Not expected: it has a budget, and a service that never answers in time is news.
      verdict: 'transient',
      reason:
        'The request was called off, because nobody waits for it any more or its time was over, which look alike.',
      source: CLIENT,
    },
  ],
})
