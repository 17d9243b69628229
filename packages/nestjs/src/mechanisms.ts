/** What {@link SentryExceptionFilter} calls its captures, by the kind of context the exception left. */
export const FILTER_MECHANISMS = {
  http: 'auto.http.nestjs.exception_filter',
  graphql: 'auto.graphql.nestjs.exception_filter',
  ws: 'auto.ws.nestjs.exception_filter',
  rpc: 'auto.rpc.nestjs.exception_filter',
  other: 'auto.function.nestjs.exception_filter',
} as const

/** Captures behind which somebody waits and is told: our filter's and what SDK 10 and 11 call their own. */
export const ANSWERED_MECHANISMS = [
  FILTER_MECHANISMS.http,
  FILTER_MECHANISMS.graphql,
  FILTER_MECHANISMS.ws,
  'auto.http.nestjs.global_filter',
  'auto.graphql.nestjs.global_filter',
  'auto.ws.nestjs.global_filter',
  'auto.function.nestjs.exception_captured',
] as const
