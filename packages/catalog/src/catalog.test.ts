import { describe, expect, it } from 'vitest'
import { bullmqProof } from '../provoke/bullmq.js'
import { chromadbProof } from '../provoke/chromadb.js'
import { fastifyProof } from '../provoke/fastify.js'
import { grammyProof } from '../provoke/grammy.js'
import { graphqlProof } from '../provoke/graphql.js'
import { ioredisProof } from '../provoke/ioredis.js'
import { nodeCoreProof } from '../provoke/node-core.js'
import { nodeFetchProof } from '../provoke/node-fetch.js'
import { openaiProof } from '../provoke/openai.js'
import { pRetryProof } from '../provoke/p-retry.js'
import { pgProof } from '../provoke/pg.js'
import { catalog } from './index.js'

const PROOFS = [
  nodeCoreProof,
  nodeFetchProof,
  openaiProof,
  pgProof,
  ioredisProof,
  grammyProof,
  chromadbProof,
  pRetryProof,
  fastifyProof,
  bullmqProof,
  graphqlProof,
]

const CASES = PROOFS.flatMap(
  (proof): readonly { rule: string | undefined; nearMissOf?: readonly string[] }[] => [...proof.cases],
)
const RULES = catalog.flatMap((library) => (library.rules ?? []).map((rule) => ({ ...rule, library })))

describe('the catalogue', () => {
  it('proves each of its libraries', () => {
    expect(PROOFS.map((proof) => proof.library)).toEqual(catalog)
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
