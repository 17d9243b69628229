import { clockOf, TICKS } from '../day/tick.ts'

export interface Progress {
  show(variant: string, tick: number, events: number): void
  done(variant: string, seconds: number, events: number): void
}

const PLAIN_EVERY = 72
const WIDTH = 24

/** One line that changes on a terminal; a few plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return {
    show(variant, tick, events) {
      if (stream.isTTY) {
        const filled = Math.round((tick / TICKS) * WIDTH)
        const bar = '█'.repeat(filled) + '·'.repeat(WIDTH - filled)
        stream.write(`\r  ${variant.padEnd(14)} ${clockOf(tick)} ${bar} ${events} events\u001b[K`)
        return
      }
      if (tick > 0 && tick % PLAIN_EVERY === 0) stream.write(`  ${variant} ${clockOf(tick)}, ${events} events\n`)
    },
    done(variant, seconds, events) {
      const line = `  ${variant.padEnd(14)} the day took ${seconds.toFixed(1)} s, ${events} events arrived`
      stream.write(stream.isTTY ? `\r${line}\u001b[K\n` : `${line}\n`)
    },
  }
}
