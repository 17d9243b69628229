import { expect, test } from 'vitest'
import { connect, ConnectionError } from './subscription.js'

test('follows an arrow between two states', () => {
  expect(connect('trial', 'active')).toBe('active')
})

test('refuses a step that no arrow connects, by name', () => {
  const step = () => connect('none', 'past_due')

  expect(step).toThrow(ConnectionError)
  expect(step).toThrow('subscription cannot go from none to past_due')
})
