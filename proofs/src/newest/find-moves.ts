import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findNewest, type Move, type Pin } from './pins.ts'

const run = promisify(execFile)
const AT_ONCE = 6

/**
 * Asks the registry that npm is set up for.
 *
 * @param progress told after each answer
 * @throws where it does not answer
 */
export async function findMoves(
  pins: readonly Pin[],
  progress: (done: number) => void,
): Promise<readonly Move[]> {
  const moves: Move[] = []
  const waiting = [...pins]
  async function work(): Promise<void> {
    for (let pin = waiting.shift(); pin; pin = waiting.shift()) {
      const newest = await askForNewest(pin)
      if (newest !== undefined) moves.push({ ...pin, newest })
      progress(pins.length - waiting.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return moves.toSorted((a, b) => a.alias.localeCompare(b.alias))
}

async function askForNewest(pin: Pin): Promise<string | undefined> {
  const { stdout } = await run('npm', ['view', pin.name, 'versions', 'dist-tags.latest', '--json'], {
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32',
  })
  const answer = JSON.parse(stdout) as { versions: string | string[]; 'dist-tags.latest': string }
  return findNewest(pin, [answer.versions].flat(), answer['dist-tags.latest'])
}
