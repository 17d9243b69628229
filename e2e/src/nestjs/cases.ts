import type { Shop } from './shop.ts'

/** Something that happens to the shop, and what arrives of it. */
export interface Case {
  readonly title: string
  readonly run: (shop: Shop) => Promise<void>
  /** What the exception filter, the logger and the SDK report, with nothing held back. */
  readonly plain: readonly string[]
  readonly preset: readonly string[]
}

const RESET = 'TypeError: fetch failed'
const NO_ADDRESS = `TypeError: Cannot destructure property 'street' of 'order.address' as it is undefined.`
const TOO_MANY = 'ThrottlerException: ThrottlerException: Too Many Requests'

/** A pair stands together: noise, and what looks like it and is a bug. */
export const CASES: readonly Case[] = [
  {
    title: 'a request for an order that does not exist',
    run: (shop) => shop.get('/orders/404'),
    plain: ['NotFoundException: There is no order 404'],
    preset: [],
  },
  {
    title: 'the same 404 in a scheduled job, which has nobody to answer to',
    run: async (shop) => {
      await shop.post('/reminders', { order: 404, to: 'ada@example.com' })
      await shop.logged('[Scheduler]')
    },
    plain: ['NotFoundException: There is no order 404'],
    preset: ['NotFoundException: There is no order 404'],
  },
  {
    title: 'a body that does not validate',
    run: (shop) => shop.post('/orders', {}),
    plain: ['BadRequestException: Bad Request Exception'],
    preset: [],
  },
  {
    title: 'a TypeError in a handler',
    run: (shop) => shop.get('/orders/2/invoice'),
    plain: [NO_ADDRESS],
    preset: [NO_ADDRESS],
  },
  {
    title: 'a client that tries too often',
    run: async (shop) => {
      for (let number = 1; number <= 5; number += 1) await shop.post('/coupons/GUESS')
    },
    plain: [TOO_MANY, TOO_MANY],
    preset: [],
  },
  {
    title: 'a card that the bank declines',
    run: (shop) => shop.post('/payments', { order: 1, card: 'declined' }),
    plain: ['HttpException: The bank declines this card'],
    preset: [],
  },
  {
    title: 'a bank that resets the connection once, and answers the second try',
    run: (shop) => shop.post('/payments', { order: 1, card: 'flaky' }),
    plain: [RESET],
    preset: [],
  },
  {
    title: 'a bank that resets every try, which the customer is told with a 503',
    run: (shop) => shop.post('/payments', { order: 1, card: 'offline' }),
    plain: ['ServiceUnavailableException: The bank does not answer', RESET, RESET],
    preset: ['ServiceUnavailableException: The bank does not answer'],
  },
  {
    title: 'an event handler that logs an operational line',
    run: (shop) => shop.post('/payments', { order: 4, card: 'visa' }),
    plain: ['line: The warehouse is closed, order 4 waits'],
    preset: [],
  },
  {
    title: 'an event handler that throws',
    run: (shop) => shop.post('/payments', { order: 3, card: 'visa' }),
    plain: [`TypeError: Cannot read properties of undefined (reading 'name')`],
    preset: [`TypeError: Cannot read properties of undefined (reading 'name')`],
  },
  {
    title: 'a scheduled job that logs a reset and tries again',
    run: async (shop) => {
      await shop.post('/reminders', { order: 1, to: 'flaky@example.com' })
      await shop.logged('Reminded flaky@example.com')
    },
    plain: [RESET],
    preset: [],
  },
  {
    title: 'a line with the stack of a bug, logged by code that goes on',
    run: (shop) => shop.get('/reports/bob'),
    plain: ['TypeError: Reduce of empty array with no initial value'],
    preset: ['TypeError: Reduce of empty array with no initial value'],
  },
]

/** What happens to jobs. */
export const JOB_CASES: readonly Case[] = [
  {
    title: 'a job that puts itself off',
    run: async (shop) => {
      await shop.post('/receipts', { order: 1, to: 'later@example.com', later: true })
      await shop.logged('Receipt sent to later@example.com')
    },
    plain: ['DelayedError: bullmq:movedToDelayed'],
    preset: [],
  },
  {
    title: 'a job whose second attempt succeeds',
    run: async (shop) => {
      await shop.post('/receipts', { order: 1, to: 'flaky@example.com' })
      await shop.logged('Receipt sent to flaky@example.com')
    },
    plain: [RESET],
    preset: [],
  },
  {
    title: 'a job whose last attempt fails as well',
    run: async (shop) => {
      await shop.post('/receipts', { order: 1, to: 'offline@example.com' })
      await shop.logged('No receipt for offline@example.com')
    },
    plain: [RESET, RESET],
    preset: [RESET],
  },
  {
    title: 'a bug in a job',
    run: async (shop) => {
      await shop.post('/receipts', { order: 2, to: 'ada@example.com' })
      await shop.logged('No receipt for ada@example.com')
    },
    plain: [NO_ADDRESS, NO_ADDRESS],
    preset: [NO_ADDRESS, NO_ADDRESS],
  },
]
