import { expect, it } from 'vitest'
import { findInstallable } from './find-installable.ts'
import type { Move } from './pins.ts'

const MOVES = ['a', 'b', 'c', 'd', 'e'].map(
  (name): Move => ({ alias: name, name, version: '1.0.0', newest: '2.0.0' }),
)

it('installs everything at once where it can', async () => {
  const installer = createInstaller([])
  expect(await findInstallable(MOVES, installer.install)).toEqual({ moves: MOVES, refused: [] })
  expect(installer.installed).toEqual([['a', 'b', 'c', 'd', 'e']])
})

it('leaves out those at fault, and installs the others at the end', async () => {
  const installer = createInstaller(['b', 'e'])
  const { moves, refused } = await findInstallable(MOVES, installer.install)
  expect([
    moves.map(({ name }) => name),
    refused.map(({ move, reason }) => `${move.name}: ${reason}`),
  ]).toEqual([
    ['a', 'c', 'd'],
    ['b: no b', 'e: no e'],
  ])
  expect(installer.installed.at(-1)).toEqual(['a', 'c', 'd'])
})

it('has nothing left where each is at fault', async () => {
  const { moves } = await findInstallable(MOVES.slice(0, 2), createInstaller(['a', 'b']).install)
  expect(moves).toEqual([])
})

it('gives up where nothing can be installed', async () => {
  await expect(findInstallable([], async () => 'no network')).rejects.toThrow('Not even the pinned versions')
})

function createInstaller(broken: readonly string[]) {
  const installed: string[][] = []
  return {
    installed,
    install: async (moves: readonly Move[]): Promise<string | undefined> => {
      installed.push(moves.map(({ name }) => name))
      const fault = moves.find(({ name }) => broken.includes(name))
      return fault && `no ${fault.name}`
    },
  }
}
