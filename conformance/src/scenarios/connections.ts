import dgram from 'node:dgram'
import net from 'node:net'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** Notes where the process connects to, through whatever client, while events of every kind go their way. */
export const run: Scenario = async ({ Sentry, init }) => {
  const peers = new Set<string>()
  watch(net.Socket.prototype, 'connect', (socket) => {
    socket.once('connect', () => peers.add(`${socket.remoteAddress}:${socket.remotePort}`))
  })
  watch(dgram.Socket.prototype, 'send', () => peers.add('a datagram'))
  init({ budget: { max: 1, per: '1h' }, onReport: () => undefined })
  Sentry.captureException(new Error('a bug'))
  for (let index = 0; index < 4; index++) Sentry.captureException(systemError('ECONNRESET'))
  Sentry.captureMessage('a message')
  await Sentry.close(10_000)
  return [...peers]
}

function watch<Target extends object>(
  target: Target,
  method: keyof Target & string,
  note: (target: Target) => void,
): void {
  const original = target[method] as (...args: unknown[]) => unknown
  Object.defineProperty(target, method, {
    value(this: Target, ...args: unknown[]) {
      note(this)
      return original.apply(this, args)
    },
  })
}
