import { zod } from '@sentry-presets/catalog'
import type * as Zod from 'zod'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'

type Provoke = Case<typeof Zod, undefined>['provoke']

export const zodProof = defineProof<typeof Zod, undefined>({
  library: zod,
  against: 'values that do not fit their schema',
  modules: { zod: () => import('zod'), 'zod-3': () => import('zod-3') },
  bundle: { entry: "export * from 'zod'; export { z } from 'zod'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    keeps('a value that does not fit', ({ z }) => rejectionOf(() => z.object({ id: z.number() }).parse({}))),
    keeps('a value that does not fit, found asynchronously', ({ z }) =>
      rejectionOf(
        z
          .string()
          .refine(() => Promise.resolve(false))
          .parseAsync('no'),
      ),
    ),
    keeps('what safeParse found, thrown by hand', ({ z }) => Promise.resolve(z.string().safeParse(1).error)),
    keeps('a configuration that lacks a variable', ({ z }) =>
      rejectionOf(() => z.object({ DATABASE_URL: z.string().url() }).parse({ DATABASE_URL: undefined })),
    ),
    keeps('an answer of another service that has changed', async ({ z }) => {
      const response = new Response('{"object":"error"}')
      return rejectionOf(async () => z.object({ choices: z.array(z.unknown()) }).parse(await response.json()))
    }),
    {
      name: 'keeps a schema that throws while it validates',
      provoke: ({ z }) =>
        rejectionOf(() =>
          z
            .string()
            .transform((text) => JSON.parse(text))
            .parse('no JSON'),
        ),
      identity: 'app:SyntaxError',
      verdict: 'bug',
      rule: 'node/programming-error',
    },
    keeps(
      'an asynchronous schema that is asked synchronously',
      ({ z }) =>
        rejectionOf(() =>
          z
            .string()
            .refine(() => Promise.resolve(true))
            .parse('yes'),
        ),
      { identity: /^zod:(\$ZodAsyncError|Error)$/ },
    ),
    keeps(
      "an application's error that tells of one",
      ({ z }) =>
        rejectionOf(() => {
          const { error } = z.string().safeParse(1)
          throw new Error('the order is malformed', { cause: error })
        }),
      { identity: 'app:Error' },
    ),
  ],
})

function keeps(
  what: string,
  provoke: Provoke,
  { identity = 'zod:ZodError' }: Partial<Pick<Case<typeof Zod, undefined>, 'identity'>> = {},
): Case<typeof Zod, undefined> {
  return { name: `keeps ${what}`, provoke, identity, verdict: 'bug', rule: undefined }
}
