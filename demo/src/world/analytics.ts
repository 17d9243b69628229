import type { Faults } from './faults.ts'
import { createStub, type Stub } from './stub.ts'

export function createAnalytics(faults: Faults): Promise<Stub> {
  return createStub({ faults, service: () => 'analytics', answer: () => ({ ok: true }) })
}
