/** The application's clock: the tick it lives in. */
export const clock = { now: Number(process.env.DEMO_NOW ?? 0) }
