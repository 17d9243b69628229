/** By its digest Next knows its own signals again, whatever a minifier makes of their classes. */
export const DIGESTS = {
  redirect: /^NEXT_REDIRECT(?:;|$)/,
  accessFallback: /^NEXT_HTTP_ERROR_FALLBACK;40[134](?:@|$)/,
  dynamicUsage: /^DYNAMIC_SERVER_USAGE(?:@|$)/,
  clientRendering: /^BAILOUT_TO_CLIENT_SIDE_RENDERING(?:@|$)/,
  prerenderEnded: /^(?:NEXT_PRERENDER_INTERRUPTED|HANGING_PROMISE_REJECTION)(?:@|$)/,
} as const
