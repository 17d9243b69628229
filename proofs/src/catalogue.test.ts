import { catalog } from '@sentry-presets/catalog'
import { describe, expect, it } from 'vitest'
import { loadProofs } from './load-proofs.ts'

const PROOFS = await loadProofs(catalog)
const CASES = PROOFS.flatMap(({ cases }) => cases)
const RULES = catalog.flatMap((library) => (library.rules ?? []).map((rule) => ({ ...rule, library })))

describe('the catalogue', () => {
  it('proves each of its libraries', () => {
    expect(PROOFS.map(({ library }) => library.name)).toEqual(catalog.map(({ name }) => name))
  })

  it('gives no id twice', () => {
    const ids = RULES.map((rule) => rule.id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('speaks in its proofs of no rule that does not exist', () => {
    const ids = new Set(RULES.map((rule) => rule.id))
    const named = CASES.flatMap(({ rule, nearMissOf = [] }) =>
      rule === undefined ? nearMissOf : [rule, ...nearMissOf],
    )
    expect(named.filter((id) => !ids.has(id))).toEqual([])
  })

  it('calls no error a near miss of the rule that decides it', () => {
    expect(CASES.filter(({ rule, nearMissOf }) => rule !== undefined && nearMissOf?.includes(rule))).toEqual(
      [],
    )
  })

  // The cost of an event must not grow with the catalogue: whatever is asked of them all is reviewed here.
  it('asks few rules of every error without a class or a code of its own', () => {
    const isOpen = ({ shelf, key }: { shelf: string | undefined; key: string | undefined }) =>
      shelf === undefined && (key === undefined || key === 'Error')
    const asked = RULES.filter(({ when }) => when.anchors?.some(isOpen))
    expect(asked.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "mysql2/ended-on-shutdown",
        "bullmq/lock-lost",
        "bullmq/wait-timeout",
      ]
    `)
  })

  describe.each(RULES)('$id', ({ id, library, reason, source }) => {
    it('is named after its library', () => {
      expect(id).toMatch(new RegExp(`^${library.name}/[a-z]+(-[a-z]+)*$`))
    })

    it('gives a reason in a sentence and a source', () => {
      expect(reason).toMatch(/^[A-Z].{20,}\.$/)
      expect(source).toMatch(/^https:\/\/\S+$/)
    })

    it('decides an error that was provoked', () => {
      expect(CASES.filter(({ rule }) => rule === id)).not.toEqual([])
    })

    it('lets an error by that is like one of its own', () => {
      expect(CASES.filter(({ nearMissOf }) => nearMissOf?.includes(id))).not.toEqual([])
    })
  })
})
