import { describe, expect, it } from 'vitest'
import { type Budgets, createBudgets, type Escalation } from './budget.js'

const START = Date.UTC(2026, 0, 1)
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const BUDGET = { max: 5, per: 10 * MINUTE }

describe('a budget', () => {
  it('says nothing as long as it is kept', () => {
    const budgets = createBudgets()
    expect(spend(budgets, START, START + DAY, 2.5 * MINUTE)).toEqual([])
  })

  it('escalates once, with the true count and times', () => {
    const budgets = createBudgets()
    const escalations = spend(budgets, START, START + 40 * MINUTE, 10 * SECOND)
    expect(escalations).toEqual([{ count: 6, first: START, last: START + 50 * SECOND, budget: BUDGET }])
  })

  it('is kept by exactly max and broken by one more', () => {
    const budgets = createBudgets()
    for (let index = 0; index < 5; index++) {
      expect(budgets.spend('r', 'a', BUDGET, START)).toBeUndefined()
    }
    expect(budgets.spend('r', 'a', BUDGET, START)).toMatchObject({ count: 6 })
    expect(budgets.spend('r', 'a', BUDGET, START)).toBeUndefined()
  })

  it('speaks again after one hour, two, four, …, at most a day', () => {
    const escalations = spend(createBudgets(), START, START + 5 * DAY, MINUTE)
    const [first = 0, ...later] = escalations.map(({ last }) => last)
    const hours = later.map((time, index) => (time - ([first, ...later][index] ?? 0)) / HOUR)
    expect(hours).toEqual([1, 2, 4, 8, 16, 24, 24, 24])
  })

  it('counts on while it is silent', () => {
    const escalations = spend(createBudgets(), START, START + 4 * HOUR, MINUTE)
    expect(escalations.map(({ count }) => count)).toEqual([6, 66, 186])
    expect(new Set(escalations.map(({ first }) => first))).toEqual(new Set([START]))
  })

  it('begins with an hour again after it has calmed down', () => {
    const budgets = createBudgets()
    spend(budgets, START, START + 4 * HOUR, MINUTE)
    expect(spend(budgets, START + 8 * HOUR, START + 8 * HOUR, MINUTE)).toEqual([])
    const again = spend(budgets, START + 9 * HOUR, START + 11 * HOUR, MINUTE)
    expect(again.map(({ last }) => (last - START) / MINUTE)).toEqual([9 * 60 + 5, 10 * 60 + 5])
    expect(again[0]).toMatchObject({ first: START + 9 * HOUR, count: 6 })
  })

  it('keeps identities and rules apart', () => {
    const budgets = createBudgets()
    for (let index = 0; index < 5; index++) budgets.spend('r', 'a', BUDGET, START)
    expect(budgets.spend('r', 'b', BUDGET, START)).toBeUndefined()
    expect(budgets.spend('s', 'a', BUDGET, START)).toBeUndefined()
    expect(budgets.spend('r', 'a', BUDGET, START)).toBeDefined()
  })

  it('is spent together by identities beyond a bound, so that endless ones are news too', () => {
    const budgets = createBudgets()
    for (let index = 0; index < 1_000; index++) {
      expect(budgets.spend('r', `id ${index}`, BUDGET, START)).toBeUndefined()
    }
    const beyond = Array.from({ length: 10 }, (_, index) =>
      budgets.spend('r', `more ${index}`, BUDGET, START),
    )
    expect(beyond.filter(Boolean)).toEqual([{ count: 6, first: START, last: START, budget: BUDGET }])
    expect(budgets.spend('s', 'other rule', BUDGET, START)).toBeUndefined()
  })

  it('does not escalate because the clock stepped back a little', () => {
    const budgets = createBudgets()
    for (let index = 0; index < 5; index++) budgets.spend('r', 'a', BUDGET, START - index * SECOND)
    expect(spend(budgets, START + 10 * MINUTE, START + 10 * MINUTE, MINUTE)).toEqual([])
  })

  it('is not silent for a day because the clock stepped back a day', () => {
    const budgets = createBudgets()
    expect(spend(budgets, START, START + 10 * MINUTE, MINUTE)).toHaveLength(1)
    const after = spend(budgets, START - DAY, START - DAY + 2 * HOUR, MINUTE)
    expect(after.map(({ last }) => (last - START + DAY) / MINUTE)).toEqual([5, 65])
  })
})

/** One occurrence every `step` from `from` to `to`, both included. */
function spend(budgets: Budgets, from: number, to: number, step: number): Escalation[] {
  const escalations: Escalation[] = []
  for (let now = from; now <= to; now += step) {
    const escalation = budgets.spend('r', 'a', BUDGET, now)
    if (escalation) escalations.push(escalation)
  }
  return escalations
}
