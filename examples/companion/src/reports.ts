import pg from 'pg'

/** Figures for the business, read with a role that may only read. */
export interface Reports {
  usage(): Promise<number>
  export(): Promise<string>
  close(): Promise<void>
}

export function createReports(url: string): Reports {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 100 })
  // A connection that is lost while idle is opened again by the next report.
  pool.on('error', () => undefined)

  return {
    async usage() {
      const { rows } = await pool.query<{ count: string }>('select count(*) from messages')
      return Number(rows[0]?.count)
    },
    async export() {
      try {
        const { rows } = await pool.query<{ role: string; count: string }>(
          'select role, count(*) from messages group by role order by role',
        )
        return rows.map(({ role, count }) => `${role},${count}`).join('\n')
      } finally {
        await pool.end()
      }
    },
    async close() {
      if (!pool.ended) await pool.end()
    },
  }
}
