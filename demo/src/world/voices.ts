import type { Faults } from './faults.ts'
import { createStub, type Stub } from './stub.ts'

/** Both voice providers, by path. */
export function createVoices(faults: Faults): Promise<Stub> {
  return createStub({
    faults,
    service: ({ path }) => (path.startsWith('/primary') ? 'voice-primary' : 'voice-fallback'),
    answer: () => ({ audio: { url: 'https://voices.example/1.ogg' } }),
  })
}
