import type { Outcomes } from './run-app.js'

/** What became of one failure: `sent nestjs/server-exception`, once for each event. */
export function readFates(outcomes: Outcomes | undefined, name: string): readonly string[] {
  const { sent, heldBack } = outcomes?.[name] ?? {}
  if (!sent || !heldBack) throw new Error(`nobody tried "${name}"`)
  return [
    ...sent.map((line) => `sent ${readRule(line)}`),
    ...heldBack.map((line) => `held back ${readRule(line)}`),
  ]
}

function readRule(line: string): string | undefined {
  return line.split(' ')[0]
}

/** What callers were told, without the ports, which differ from run to run. */
export function readAnswers(outcomes: Outcomes = {}): Record<string, string> {
  const answers = Object.entries(outcomes).map(([name, { answer }]) => {
    const text = JSON.stringify(answer) ?? ''
    return [name, text.replaceAll(/127\.0\.0\.1:\d{1,5}/g, '')]
  })
  return Object.fromEntries(answers)
}
