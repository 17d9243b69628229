import type { Faults } from './faults.ts'
import { createStub, type Request, type Stub } from './stub.ts'

const EMBEDDING = Array.from({ length: 8 }, (_, index) => index / 8)

/** The language models: chat, embeddings and pictures behind one base URL. */
export function createOpenRouter(faults: Faults): Promise<Stub> {
  return createStub({
    faults,
    service({ path }) {
      if (path.endsWith('/embeddings')) return 'embeddings'
      return path.endsWith('/images/generations') ? 'images' : 'llm'
    },
    answer,
  })
}

function answer({ path, text }: Request): unknown {
  if (path.endsWith('/embeddings')) {
    return {
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: EMBEDDING }],
      model: 'embedding',
    }
  }
  if (path.endsWith('/images/generations'))
    return { created: 0, data: [{ url: 'https://pictures.example/1.png' }] }
  if (path.endsWith('/models'))
    return { object: 'list', data: [{ id: 'openai/gpt-5-mini', object: 'model' }] }
  const { model } = JSON.parse(text) as { readonly model: string }
  return {
    id: 'completion',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      { index: 0, message: { role: 'assistant', content: 'That sounds lovely.' }, finish_reason: 'stop' },
    ],
  }
}
