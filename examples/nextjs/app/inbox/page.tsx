import { findInbox, type HeldBack, setHeldBack, SIDES, type Side } from '../../lib/inbox'
import * as Sentry from '@sentry/nextjs'
import { connection } from 'next/server'
import { readLedger } from '../../lib/read-ledger'

export default async function InboxPage() {
  await connection()
  setHeldBack('server', 'server', readLedger(Sentry.getClient()))
  setHeldBack('edge', 'edge', await fetchEdgeLedger())
  const { arrivals, heldBack } = findInbox()
  const ledgers = [...heldBack.values()]
  return (
    <>
      <h1>Inbox</h1>
      <p>What would be in Sentry now, and why the rest is not.</p>
      <section>
        <h2>
          {arrivals.length} {arrivals.length === 1 ? 'event' : 'events'}
        </h2>
        <table>
          <thead>
            <tr>
              <th>from</th>
              <th>title</th>
              <th>identity</th>
            </tr>
          </thead>
          <tbody>
            {arrivals.map(({ side, title, identity }, index) => (
              <tr key={index}>
                <td>{side}</td>
                <td className="bug">{title}</td>
                <td>
                  <code>{identity}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>Held back</h2>
        <table>
          <thead>
            <tr>
              <th>from</th>
              <th>rule</th>
              <th>times</th>
              <th>why</th>
            </tr>
          </thead>
          <tbody>
            {SIDES.flatMap((side) =>
              sumUp(side, ledgers).map((entry) => (
                <tr key={side + entry.rule + entry.identity}>
                  <td>{side}</td>
                  <td>
                    <code className="noise">{entry.rule}</code>
                    <br />
                    <code>{entry.identity}</code>
                  </td>
                  <td>{entry.count}</td>
                  <td>{entry.reason}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** The edge runtime has a memory of its own, so it is asked. */
async function fetchEdgeLedger(): Promise<readonly HeldBack[]> {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/api/edge`, { cache: 'no-store' })
  // The route of this app answers with its ledger.
  return (await response.json()) as readonly HeldBack[]
}

/** Each page load has its own ledger; they are shown as one. */
function sumUp(
  side: Side,
  ledgers: readonly { side: Side; entries: readonly HeldBack[] }[],
): readonly HeldBack[] {
  const sums = new Map<string, HeldBack>()
  for (const entry of ledgers.filter((ledger) => ledger.side === side).flatMap(({ entries }) => entries)) {
    const key = `${entry.rule} ${entry.identity}`
    sums.set(key, { ...entry, count: entry.count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}
