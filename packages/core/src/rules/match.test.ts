import { describe, expect, it } from 'vitest'
import { match } from './match.js'
import { writeQuestion } from './write-question.js'
import type { Matcher } from './matcher.js'
import { sampleError, sampleFacts } from '../samples/sample-facts.js'
import type { Facts } from '../facts/facts.js'

class AppError extends Error {}
class QuotaReached extends AppError {}
class NotAnError {}

const RATE_LIMIT = sampleError('openai:RateLimitError<APIError<OpenAIError', {
  code: 'rate_limit_exceeded',
  status: 429,
  message: '429 Rate limit reached',
  throwSite: '\n    at abortIncoming (node:_http_server:845:17)',
  fields: { type: 'requests', isRetryable: true, attempts: 3 },
})

describe('match', () => {
  it.each<[Matcher, boolean]>([
    [match.error('openai:RateLimitError'), true],
    [match.error('openai:APIError'), true],
    [match.error('openai:RateLimit'), false],
    [match.error('stripe:RateLimitError'), false],
    [match.error('*:RateLimitError'), true],
    [match.error('openai:*'), true],
    [match.error('openai:#rate_limit_exceeded'), true],
    [match.error('openai:RateLimitError#insufficient_quota'), false],
    [match.error('*:#rate_limit_exceeded'), true],
    [match.status(429), true],
    [match.status(400, 499), true],
    [match.status(500, 599), false],
    [match.message('Rate limit'), true],
    [match.message(/^429 /), true],
    [match.message('rate limit'), false],
    [match.field('isRetryable'), true],
    [match.field('isRetryable', true), true],
    [match.field('isRetryable', 'true'), false],
    [match.field('type', 'tokens', 'requests'), true],
    [match.field('missing'), false],
    [match.field('type', /^req/), true],
    [match.field('type', /^est/), false],
    [match.field('attempts', /3/), false],
    [match.madeIn('node:_http_server'), true],
    [match.madeIn(/node:_http_client/), false],
    [match.all(match.error('openai:*'), match.status(429)), true],
    [match.all(match.error('openai:*'), match.status(500)), false],
    [match.any(match.error('pg:*'), match.status(429)), true],
    [match.not(match.error('pg:*')), true],
    [match.withoutError(), false],
  ])('%# answers for an error', (matcher, answer) => {
    expect([writeQuestion(matcher), matcher(sampleFacts({ error: RATE_LIMIT }), RATE_LIMIT)]).toEqual([
      writeQuestion(matcher),
      answer,
    ])
  })

  it.each<[Matcher, Partial<Facts>, boolean]>([
    [match.logger('core'), { logger: 'core' }, true],
    [match.logger('core'), { logger: 'core.llm' }, true],
    [match.logger('core'), { logger: 'core:llm' }, true],
    [match.logger('core'), { logger: 'core/llm' }, true],
    [match.logger('core'), { logger: 'corex' }, false],
    [match.logger('core.llm'), { logger: 'core' }, false],
    [match.logger('core'), {}, false],
    [match.mechanism('auto.ai.openai'), { mechanism: 'auto.ai.openai' }, true],
    [match.mechanism('auto.ai'), { mechanism: 'auto.ai.openai' }, false],
    [match.mechanism('a', 'auto.ai.openai'), { mechanism: 'auto.ai.openai' }, true],
    [match.mechanism('a'), {}, false],
    [match.condition('offline'), { conditions: ['unloading', 'offline'] }, true],
    [match.condition('offline'), { conditions: ['offline2'] }, false],
    [match.inRequest(), { request: { method: 'GET', url: undefined } }, true],
    [match.inRequest(), {}, false],
    [match.origin('log', 'app'), { origin: 'app' }, true],
    [match.origin('boundary'), { origin: 'app' }, false],
    [match.level('error', 'fatal'), { level: 'fatal' }, true],
    [match.level('error'), { level: undefined }, false],
    [match.phase('shutdown'), { phase: 'shutdown' }, true],
    [match.phase('shutdown'), { phase: 'running' }, false],
    [match.requestUrl('/health'), { request: { method: 'GET', url: 'http://a/health' } }, true],
    [match.requestUrl('/health'), {}, false],
    [match.message('took long'), { message: 'a query took long' }, true],
    [match.withoutError(), {}, true],
    [match.error('*:Error'), {}, false],
    [match.status(429), {}, false],
    [match.field('type'), {}, false],
  ])('%# answers for a message', (matcher, known, answer) => {
    expect([writeQuestion(matcher), matcher(sampleFacts(known), undefined)]).toEqual([
      writeQuestion(matcher),
      answer,
    ])
  })

  it('recognises an instance of a class and of its subclasses', () => {
    const quota = sampleError('app:QuotaReached<AppError')
    expect(match.error(AppError)(sampleFacts({ error: quota }), quota)).toBe(true)
    expect(match.error(QuotaReached)(sampleFacts({ error: RATE_LIMIT }), RATE_LIMIT)).toBe(false)
  })

  it('says its question as it was written', () => {
    const matcher = match.all(
      match.any(match.error('pg:#57P01'), match.error(QuotaReached)),
      match.not(match.status(500, 599)),
      match.field('type', 'a', 1, /^b/),
      match.message(/x/i),
      match.logger('core'),
    )
    expect(writeQuestion(matcher)).toMatchInlineSnapshot(
      `"all(any(error('pg:#57P01'), error(QuotaReached)), not(status(500, 599)), field('type', 'a', 1, /^b/), message(/x/i), logger('core'))"`,
    )
  })

  it('refuses a class that is not an error', () => {
    expect(() => match.error(NotAnError as unknown as typeof Error)).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: NotAnError does not extend Error, so nothing thrown could be recognised by it. Give a class of errors, or an identity such as "app:QuotaReached". (not-an-error-class)]`,
    )
  })

  it('refuses the class of all errors, as it refuses *:*', () => {
    expect(() => match.error(Error)).toThrow(expect.objectContaining({ code: 'malformed-identity' }))
  })

  it('refuses words and numbers that could never match', () => {
    // JavaScript lets through what the types forbid.
    const loose = match as unknown as Record<
      'status' | 'origin' | 'phase' | 'level',
      (word: unknown) => Matcher
    >
    expect(() => loose.status('429')).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: status(429, 429) is no status or range. Write match.status(429) or match.status(500, 599). (invalid-rule)]`,
    )
    expect(() => loose.origin('boundry')).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: origin(boundry) could never match. Did you mean "boundary"? (invalid-rule)]`,
    )
    expect(() => loose.phase('stopping')).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: phase(stopping) could never match. There is startup, running, shutdown. (invalid-rule)]`,
    )
    expect(() => loose.level('warn')).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: level(warn) could never match. Did you mean "warning"? (invalid-rule)]`,
    )
  })

  it('refuses a logger without a name', () => {
    expect(() => match.logger('')).toThrowErrorMatchingInlineSnapshot(
      `[ConfigError: [@sentry-presets/core] match: a logger is matched by its name, such as "core.llm". (invalid-rule)]`,
    )
  })
})
