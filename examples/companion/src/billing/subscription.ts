const STATES = ['none', 'trial', 'active', 'past_due', 'cancelled'] as const
export type State = (typeof STATES)[number]

const CONNECTIONS: Readonly<Record<State, readonly State[]>> = {
  none: ['trial', 'active'],
  trial: ['active', 'cancelled'],
  active: ['past_due', 'cancelled', 'active'],
  past_due: ['active', 'cancelled'],
  cancelled: ['active'],
}

/** Two states of a subscription that no arrow connects. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'

  constructor(from: State, to: State) {
    super(`subscription cannot go from ${from} to ${to}`)
  }
}

export function connect(from: State, to: State): State {
  if (!CONNECTIONS[from].includes(to)) throw new ConnectionError(from, to)
  return to
}
