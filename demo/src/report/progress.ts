import { clockOf, TICKS } from '../day/tick.ts'

export interface Progress {
  show(variant: string, tick: number, events: number): void
  done(variant: string, seconds: number, events: number): void
}

const PLAIN_EVERY = TICKS / 4
const WIDTH = 12
const ERASE = '\r\u001b[K'

/** One line that changes on a terminal, with each day being played; a few plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const parts = new Map<string, string>()

  return {
    show(variant, tick, events) {
      if (stream.isTTY) {
        const filled = Math.round((tick / TICKS) * WIDTH)
        const bar = '█'.repeat(filled) + '·'.repeat(WIDTH - filled)
        parts.set(variant, `${variant} ${clockOf(tick)} ${bar} ${events}`)
        stream.write(`${ERASE}  ${[...parts.values()].join('   ')}`)
        return
      }
      if (tick > 0 && tick % PLAIN_EVERY === 0)
        stream.write(`  ${variant} ${clockOf(tick)}, ${events} events\n`)
    },
    done(variant, seconds, events) {
      parts.delete(variant)
      const line = `  ${variant.padEnd(14)} the day took ${seconds.toFixed(0)} s, ${events} events arrived\n`
      stream.write(stream.isTTY ? `${ERASE}${line}` : line)
    },
  }
}
