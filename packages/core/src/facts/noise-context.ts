/** The context under which the filter leaves its findings on every event that is sent. */
export const NOISE_CONTEXT = 'noise'
