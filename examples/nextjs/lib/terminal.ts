import type { Arrival, HeldBack, Side } from './inbox'

export function printArrival({ side, title }: Arrival): void {
  print(`\u001b[31m● inbox\u001b[0m     ${side.padEnd(7)} ${title}`)
}

export function printHeldBack(side: Side, { rule, count, reason }: HeldBack): void {
  print(`\u001b[2m○ held back\u001b[0m ${side.padEnd(7)} ${rule} (${count}) \u001b[2m${reason}\u001b[0m`)
}

/** Past the console, which Sentry listens to. */
function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
