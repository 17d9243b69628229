import * as Sentry from '@sentry/nextjs'

/** The way many applications wrap their data access: report whatever comes, and pass it on. */
export async function reported<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    Sentry.captureException(error)
    throw error
  }
}
