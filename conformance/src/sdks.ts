/** The SDKs under test, by the names they are installed under: the newest of each major, and one more. */
export type SdkName = (typeof MAJORS)[number] | typeof WITH_AI_CAPTURE

export const MAJORS = ['sentry-9', 'sentry-10', 'sentry-11'] as const

/** The majors that have `pinoIntegration`. */
export const WITH_PINO = ['sentry-10', 'sentry-11'] as const

/** The last one that captures errors inside AI clients, before the caller can handle them. */
export const WITH_AI_CAPTURE = 'sentry-10-71'
