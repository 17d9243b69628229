import { ConfigError } from '../options/config-error.js'
import type { Library } from './library.js'
import type { PlacedRule } from './rule.js'
import { writeQuestion } from './write-question.js'

/**
 * A rule of the application's that can never match is a mistake, and one that would cost silently.
 * @throws {ConfigError} `invalid-rule`
 */
export function checkReachable(rules: readonly PlacedRule[], libraries: readonly Library[]): void {
  const asked = new Map<string, string>()
  for (const placed of rules) {
    const { id, when } = placed.rule
    const question = writeQuestion(when)
    const earlier = asked.get(question)
    if (earlier !== undefined && earlier !== id) {
      throw unreachable(placed, `"${earlier}" asks the same before it. Keep one.`)
    }
    asked.set(question, id)
    checkPackages(placed, libraries)
  }
}

function checkPackages(placed: PlacedRule, libraries: readonly Library[]): void {
  for (const { shelf: packageName } of placed.rule.when.anchors ?? []) {
    if (packageName === undefined) continue
    const owner = libraries.find(
      ({ name, packages }) => name !== packageName && packages?.includes(packageName),
    )
    if (owner)
      throw unreachable(placed, `errors of ${packageName} go under "${owner.name}". Write "${owner.name}:…".`)
  }
}

function unreachable({ rule, place }: PlacedRule, why: string): ConfigError {
  return new ConfigError('invalid-rule', place, `"${rule.id}" can never match, because ${why}`)
}
