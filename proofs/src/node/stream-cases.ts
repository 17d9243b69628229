import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { EventEmitter, once } from 'node:events'
import { get } from 'node:http'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openHttp } from '../world/loopback.ts'
import { rejectionOf } from '../proof/proof.ts'
import { onNode } from './node-world.ts'

/** Streams and files. */
export const streamCases = onNode([
  {
    name: 'holds back an answer that its client did not wait for',
    provoke: provokeCutOffAnswer,
    identity: 'node:Error#ERR_STREAM_PREMATURE_CLOSE',
    verdict: 'transient',
    rule: 'node/stream-cut-off',
    inRequest: true,
  },
  {
    name: 'keeps a stream that was closed too early for no client',
    provoke() {
      const stream = new PassThrough()
      setTimeout(() => stream.destroy(), 5)
      return rejectionOf(pipeline(new PassThrough(), stream))
    },
    identity: 'node:Error#ERR_STREAM_PREMATURE_CLOSE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/stream-cut-off'],
  },
  {
    name: 'keeps an answer that goes on after its end',
    provoke() {
      const stream = new PassThrough().end()
      const failed = rejectionOf(once(stream, 'drain'))
      stream.write('more')
      return failed
    },
    identity: 'node:Error#ERR_STREAM_WRITE_AFTER_END',
    verdict: 'bug',
    rule: undefined,
    inRequest: true,
    nearMissOf: ['node/stream-cut-off'],
  },
  {
    name: 'keeps a disk that is full',
    provoke: () =>
      rejectionOf(pipeline(createReadStream(process.execPath, { end: 9 }), createWriteStream('/dev/full'))),
    identity: 'node:Error#ENOSPC',
    verdict: 'bug',
    rule: undefined,
  },
  {
    name: 'keeps a file that does not exist',
    provoke: () => rejectionOf(readFile('/nowhere')),
    identity: 'node:Error#ENOENT',
    verdict: 'bug',
    rule: undefined,
  },
])

/** An endless answer to a client that goes away. */
async function provokeCutOffAnswer(): Promise<unknown> {
  const failures = new EventEmitter()
  const server = await openHttp((_, response) => {
    const endless = new PassThrough()
    endless.write('more')
    pipeline(endless, response).catch((error) => failures.emit('seen', error))
  })
  const request = get(server.url)
  await once(request, 'response')
  const seen = once(failures, 'seen')
  request.destroy()
  const [error] = await seen
  await server.close()
  return error
}
