import type { Database } from '../database/database.js'
import { createLogger } from '../log.js'
import type { Partners } from '../partners.js'
import { connect, type State } from './subscription.js'

export interface Payment {
  readonly id: string
  readonly userId: string
  readonly amount: number
}

export interface Billing {
  pay(payment: Payment): Promise<void>
  changeState(userId: string, to: State): Promise<boolean>
  /** Compares what was paid with what was booked. */
  reconcile(): Promise<void>
}

const log = createLogger('billing')
const ANNOUNCED_FROM = 10_000

export function createBilling(database: Database, partners: Partners): Billing {
  return {
    async pay({ id, userId, amount }) {
      await database.query(
        'insert into payments (id, user_id, amount) values ($1, $2, $3) on conflict (id) do nothing',
        [id, userId, amount],
      )
      await database.query('insert into ledger (user_id, payment_id, amount) values ($1, $2, $3)', [
        userId,
        id,
        amount,
      ])
      if (amount >= ANNOUNCED_FROM) await partners.announce({ userId, amount })
    },
    async changeState(userId, to) {
      const rows = await database.query<{ state: State }>(
        'select state from subscriptions where user_id = $1',
        [userId],
      )
      try {
        const state = connect(rows[0]?.state ?? 'none', to)
        await database.query(
          `insert into subscriptions (user_id, state) values ($1, $2)
           on conflict (user_id) do update set state = excluded.state`,
          [userId, state],
        )
        return true
      } catch (err) {
        log.error({ err, userId }, 'subscription not changed')
        return false
      }
    },
    async reconcile() {
      const rows = await database.query<{ user_id: string; paid: number; booked: number }>(
        `select user_id, p.paid::int, l.booked::int
         from (select user_id, sum(amount) as paid from payments group by user_id) p
         join (select user_id, sum(amount) as booked from ledger group by user_id) l using (user_id)
         where p.paid <> l.booked`,
      )
      for (const { user_id, paid, booked } of rows) {
        log.error({ userId: user_id }, `ledger mismatch: paid ${paid}, booked ${booked}`)
      }
    },
  }
}
