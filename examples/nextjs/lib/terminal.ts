import type { Arrival, HeldBack, Side } from './inbox'

const RED = 31
const DIM = 2

export function printArrival({ side, title }: Arrival): void {
  print(`${paint('● inbox', RED)}     ${side.padEnd(7)} ${title}`)
}

export function printHeldBack(side: Side, { rule, count, reason }: HeldBack): void {
  print(`${paint('○ held back', DIM)} ${side.padEnd(7)} ${rule} (${count}) ${paint(reason, DIM)}`)
}

/** Colours on a terminal, unless NO_COLOR asks for none. */
function paint(text: string, code: number): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text
}

/** Past the console, which Sentry listens to. */
function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
