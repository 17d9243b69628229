import type { Move } from './pins.ts'

/** Which moves can be installed together, and what was said of each that cannot. */
export interface Installable {
  readonly moves: readonly Move[]
  readonly refused: readonly { readonly move: Move; readonly reason: string }[]
}

/**
 * Installs as many moves as go together: where all of them fail, each half is tried by itself, down to the ones that
 * are at fault. What is left is installed at the end.
 */
export async function findInstallable(
  moves: readonly Move[],
  install: (moves: readonly Move[]) => Promise<string | undefined>,
): Promise<Installable> {
  const reason = await install(moves)
  if (reason === undefined) return { moves, refused: [] }
  const [only] = moves
  if (only === undefined) throw new Error(`Not even the pinned versions can be installed:\n${reason}`)
  if (moves.length === 1) return { moves: [], refused: [{ move: only, reason }] }
  const middle = Math.ceil(moves.length / 2)
  const first = await findInstallable(moves.slice(0, middle), install)
  const second = await findInstallable(moves.slice(middle), (more) => install([...first.moves, ...more]))
  const together = [...first.moves, ...second.moves]
  const last = await install(together)
  if (last !== undefined) throw new Error(`What can be installed one by one cannot be together:\n${last}`)
  return { moves: together, refused: [...first.refused, ...second.refused] }
}
