import { catalog } from '@sentry-presets/catalog'
import { expect, it } from 'vitest'
import { loadProofs } from './load-proofs.ts'

const CASES = (await loadProofs(catalog)).flatMap(({ cases }) => cases)

/** Which packages throw errors of a name, where it is more than one; each was provoked and told from the others. */
it('tells apart what several libraries call by one name', () => {
  expect(
    Object.fromEntries(findShared().map(([name, packages]) => [name, packages.join(', ')])),
  ).toMatchInlineSnapshot(`
    {
      "APIConnectionError": "anthropic, google-genai, groq, openai",
      "APIConnectionTimeoutError": "anthropic, google-genai, groq, openai",
      "APIError": "anthropic, groq, openai",
      "APIUserAbortError": "anthropic, google-genai, groq, openai",
      "AbortError": "app, aws, azure, got, ioredis, langchain, node, node-fetch, redis",
      "AggregateError": "node, pg, sequelize",
      "ApiError": "app, google-genai, qdrant",
      "AuthenticationError": "anthropic, groq, openai",
      "BadRequestError": "anthropic, app, google-genai, groq, http-errors, openai",
      "ClientClosedError": "node, redis",
      "ConflictError": "app, groq, openai",
      "ConnectionError": "mistral, sequelize",
      "DatabaseError": "pg, sequelize",
      "DriverException": "mikro-orm, node, pg",
      "ForbiddenError": "express, koa",
      "HTTPError": "discord, got, ky",
      "HTTPException": "app, hono",
      "HttpError": "grammy, octokit",
      "InternalServerError": "google-genai, groq, openai",
      "NotFoundError": "anthropic, app, groq, mikro-orm, openai",
      "Object": "node, pg, pg-boss",
      "OptimisticLockError": "mikro-orm, sequelize",
      "PermissionDeniedError": "anthropic, groq, openai",
      "QueryFailedError": "node, typeorm",
      "RateLimitError": "anthropic, app, bullmq, discord, google-genai, groq, openai",
      "RequestAbortedError": "mistral, node",
      "RequestError": "got, nats, octokit",
      "ServiceUnavailableError": "app, koa",
      "TRPCError": "app, trpc",
      "TimeoutError": "app, aws, got, ky, langchain, node, node-telegram-bot-api, p-timeout, redis",
      "UnprocessableEntityError": "anthropic, groq, openai",
      "UnrecoverableError": "app, bullmq",
      "ValidationError": "mikro-orm, mongoose, sequelize",
    }
  `)
})

function findShared(): readonly (readonly [string, readonly string[]])[] {
  const owners = new Map<string, Set<string>>()
  for (const { identity } of CASES) {
    const [, owner = '', name = ''] = /^([^:]+):([^#]+)/.exec(String(identity)) ?? []
    // What is written as a pattern, and the errors of the language itself, are nobody's own.
    if (identity instanceof RegExp || /^(?:Type|Range|Syntax|Reference|URI)?Error$/.test(name)) continue
    owners.set(name, (owners.get(name) ?? new Set()).add(owner))
  }
  return [...owners]
    .filter(([, packages]) => packages.size > 1)
    .map(([name, packages]) => [name, [...packages].toSorted()] as const)
    .toSorted(([a], [b]) => a.localeCompare(b))
}
