import type { FastifyInstance } from 'fastify'
import type { Queues } from '../../jobs/queues.js'
import type { Reports } from '../../reports.js'
import type { User, Users } from '../../users.js'

export interface AdminOptions {
  readonly queues: Queues
  readonly reports: Reports
  readonly users: Users
}

export function addAdminRoutes(server: FastifyInstance, { queues, reports, users }: AdminOptions): void {
  server.put<{ Params: { id: string }; Body: Omit<User, 'id'> }>('/v1/users/:id', async (request, reply) => {
    await users.save({ ...request.body, id: request.params.id })
    return reply.code(204).send()
  })
  server.post<{ Body: { text: string } }>('/v1/broadcasts', async (request, reply) => {
    await queues.add('broadcast', request.body)
    return reply.code(202).send()
  })
  server.get('/v1/usage.csv', async (_request, reply) => {
    return reply.type('text/csv').send(await reports.export())
  })
}
