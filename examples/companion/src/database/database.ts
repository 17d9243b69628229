import pRetry from 'p-retry'
import pg from 'pg'
import { createLogger } from '../log.js'

export interface Database {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

interface DatabaseOptions {
  readonly url: string
  readonly retry: { readonly retries: number; readonly delayMs: number }
}

const log = createLogger('core.database')

const CONNECTION_CODES = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
const CONNECTION_MESSAGE = /^Connection terminated|^timeout expired/

/** The application's pool. A query that lost its connection is tried again on a new one. */
export function createDatabase({ url, retry }: DatabaseOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 })
  pool.on('error', (err) => log.error({ err }, 'idle client lost'))

  return {
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const result = await pRetry(() => pool.query<Row>(text, [...values]), {
        retries: retry.retries,
        minTimeout: retry.delayMs,
        shouldRetry: ({ error }) => isConnectionLoss(error),
        onFailedAttempt: ({ error, retriesLeft }) => {
          if (isConnectionLoss(error)) log.error({ err: error, retriesLeft }, 'query lost its connection')
        },
      })
      return result.rows
    },
    close: () => pool.end(),
  }
}

function isConnectionLoss(error: Error & { readonly code?: unknown }): boolean {
  return CONNECTION_CODES.has(String(error.code)) || CONNECTION_MESSAGE.test(error.message)
}
