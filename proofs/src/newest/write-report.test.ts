import { expect, it } from 'vitest'
import { writeReport } from './write-report.ts'

const MOVE = { alias: 'got', name: 'got', version: '16.1.0', newest: '17.0.0' }

it('says that nothing moved', () => {
  expect(writeReport({ moves: [], refused: [], failures: [] })).toBe(
    'Every library is at its newest version.\n',
  )
})

it('lists what moved, what could not be had and what no longer holds', () => {
  expect(
    writeReport({
      moves: [MOVE],
      refused: [
        {
          move: { ...MOVE, alias: 'ky', name: 'ky' },
          reason: 'Scope: all\nError: ERR_PNPM\n  ╰─▶ No matching version found for ky@17.0.0',
        },
      ],
      failures: [
        {
          proof: 'http/got',
          name: 'on got keeps a 404',
          message: 'AssertionError: expected this\n- a\n+ b\n    at here (file.ts:1:1)',
        },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "# Newer versions: 1. Proofs that no longer hold: 1.

    ## Moved

    - got: 16.1.0 → 17.0.0

    ## Could not be installed

    - ky 17.0.0: No matching version found for ky@17.0.0

    ## No longer holds

    - http/got: on got keeps a 404

          AssertionError: expected this
          - a
          + b

    "
  `)
})
