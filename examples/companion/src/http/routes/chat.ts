import type { FastifyInstance, FastifySchemaValidationError } from 'fastify'
import type { Conversation } from '../../conversation.js'
import type { Llm } from '../../llm.js'
import type { Queues } from '../../jobs/queues.js'

export interface ChatOptions {
  readonly conversation: Conversation
  readonly llm: Llm
  readonly queues: Queues
}

interface Message {
  readonly userId: string
  readonly text: string
}

const MESSAGE = {
  type: 'object',
  required: ['userId', 'text'],
  properties: { userId: { type: 'string' }, text: { type: 'string', maxLength: 4_000 } },
}

export function addChatRoutes(server: FastifyInstance, { conversation, llm, queues }: ChatOptions): void {
  server.post<{ Body: Message }>(
    '/v1/chat',
    { schema: { body: MESSAGE }, attachValidation: true },
    async (request, reply) => {
      if (request.validationError) {
        reply.code(400)
        return { missing: missingFields(request.validationError.validation) }
      }
      const { userId, text } = request.body
      return { answer: await conversation.answer(userId, text) }
    },
  )
  server.post<{ Body: Message }>('/v1/digest', async (request) => {
    return { digest: await conversation.digest(request.body.userId) }
  })
  server.post<{ Body: Message }>('/v1/voice', async (request, reply) => {
    await queues.add('voice', request.body)
    return reply.code(202).send()
  })
  server.get('/v1/models', async () => ({ models: await llm.models() }))
}

function missingFields(issues: readonly FastifySchemaValidationError[]): string[] {
  return issues.map((issue) => {
    const property = issue.params.missingProperty as string // what Ajv says for "required"
    return property.replaceAll('/', '.')
  })
}
