import type { FastifyInstance } from 'fastify'
import type { Billing, Payment } from '../../billing/billing.js'
import type { State } from '../../billing/subscription.js'

export interface BillingOptions {
  readonly billing: Billing
}

export function addBillingRoutes(server: FastifyInstance, { billing }: BillingOptions): void {
  server.post<{ Body: Payment }>('/v1/payments', async (request, reply) => {
    await billing.pay(request.body)
    return reply.code(204).send()
  })
  server.put<{ Params: { userId: string }; Body: { state: State } }>(
    '/v1/subscriptions/:userId',
    async (request, reply) => {
      const changed = await billing.changeState(request.params.userId, request.body.state)
      return reply.code(changed ? 204 : 409).send()
    },
  )
}
