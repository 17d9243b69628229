import { catalog } from '@sentry-presets/catalog'
import { type Library, match, type Matcher, type Rule } from '@sentry-presets/core'

/** The rules the events of the mix meet; they are there from ten rules on, so that every size judges alike. */
const FIRST = [
  'node/programming-error',
  'node/host-not-found',
  'node/certificate',
  'node/connection-refused',
  'node/connection-reset',
  'openai/insufficient-quota',
  'openai/authentication',
  'openai/rate-limit',
  'pg/authentication',
  'pg/server-restart',
]

/** The catalogue's libraries with as many rules in all: first their own, then invented ones of the same kinds. */
export function createLibraries(count: number): readonly Library[] {
  const rules = catalog.flatMap((library) => library.rules ?? [])
  const rest = rules.filter(({ id }) => !FIRST.includes(id)).map(({ id }) => id)
  const kept = new Set([...FIRST, ...rest].slice(0, count))
  const invented = Array.from({ length: count - kept.size }, (_, index) => inventRule(index))
  return [
    ...catalog.map((library) => ({
      ...library,
      rules: (library.rules ?? []).filter(({ id }) => kept.has(id)),
    })),
    { name: 'invented', rules: invented },
  ]
}

function inventRule(index: number): Rule {
  const isVeto = index % 20 === 9
  return {
    id: `invented/rule-${index}`,
    when: inventMatcher(index),
    verdict: isVeto ? 'bug' : 'transient',
    ...(isVeto && { veto: true }),
    reason: 'It is here to be passed over.',
  }
}

/** Ten rules a library, in about the catalogue's proportions: by class, by code, by status, by message. */
function inventMatcher(index: number): Matcher {
  const name = `library-${Math.floor(index / 10)}`
  switch (index % 10) {
    case 4:
    case 5:
      return match.error(`${name}:#E_${index}`)
    case 6:
      return match.all(match.error(`${name}:*`), match.status(400 + (index % 100)))
    case 7:
      return match.all(match.error(`${name}:Error`), match.message(`failure ${index}`))
    case 8:
      return match.error(`${['pg', 'openai', 'node'][index % 3]}:#E_${index}`)
    case 9:
      return match.error(`*:#E_${index}`)
    default:
      return match.error(`${name}:Error${index}`)
  }
}
