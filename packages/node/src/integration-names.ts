/**
 * The integrations that `@sentry/node` 9, 10 and 11 switch on by themselves, with tracing or without. A test
 * compares the list with the SDKs.
 */
export const INTEGRATION_NAMES = [
  'Amqplib',
  'Anthropic_AI',
  'Aws',
  'AwsLambdaWeb',
  'ChildProcess',
  'Connect',
  'Console',
  'Context',
  'ContextLines',
  'ConversationId',
  'Dataloader',
  'Dedupe',
  'EventFilters',
  'Express',
  'Fastify',
  'Firebase',
  'FunctionToString',
  'GenericPool',
  'Google_GenAI',
  'Graphql',
  'Groq',
  'Hapi',
  'Hono',
  'Http',
  'InboundFilters',
  'Kafka',
  'Knex',
  'Koa',
  'LangChain',
  'LangGraph',
  'LinkedErrors',
  'LocalVariablesAsync',
  'LruMemoizer',
  'Mastra',
  'McpServer',
  'Mistral',
  'Modules',
  'Mongo',
  'Mongoose',
  'Mysql',
  'Mysql2',
  'Neon',
  'Nitro',
  'NodeFetch',
  'NodeSystemError',
  'OnUncaughtException',
  'OnUnhandledRejection',
  'OpenAI',
  'PiDurable',
  'Postgres',
  'PostgresJs',
  'Prisma',
  'ProcessSession',
  'Redis',
  'RequestData',
  'SpanStreaming',
  'Tedious',
  'TogetherAI',
  'TypeSafe',
  'VercelAI',
  'WorkerThreads',
] as const

/** One of the SDK's integrations; a name that a newer SDK brings is taken as it is. */
export type IntegrationName = (typeof INTEGRATION_NAMES)[number] | (string & {})

/** One integration under the names it has had: SDK 11 calls InboundFilters EventFilters. */
const RENAMED: readonly (readonly string[])[] = [['InboundFilters', 'EventFilters']]

/** All names of the integration that goes by this one. */
export function allNames(name: string): readonly string[] {
  return RENAMED.find((names) => names.includes(name)) ?? [name]
}
