import 'reflect-metadata'
import { Processor, WorkerHost } from '@nestjs/bullmq'
import { expect, test } from 'vitest'
import { createCapturedErrors } from './captured-errors.js'
import { tellAttempts } from './tell-attempts.js'

function readProcess(type: { readonly prototype: object }): unknown {
  return Object.getOwnPropertyDescriptor(type.prototype, 'process')?.value
}

const NONE = createCapturedErrors(() => undefined)

test.each([
  ['a first attempt of three', { attemptsMade: 0, opts: { attempts: 3 } }],
  ['a job that is tried once', { attemptsMade: 0, opts: {} }],
  ['attempts that make no sense', { attemptsMade: Number.NaN, opts: { attempts: -1 } }],
  ['no job', undefined],
])('runs the job itself, with what it was given: %s', async (_, job) => {
  class Parcels extends WorkerHost {
    readonly answer = 'delivered'
    override async process(...given: unknown[]): Promise<unknown> {
      return [this.answer, ...given]
    }
  }
  Processor('parcels')(Parcels)
  tellAttempts(Parcels, NONE)
  // What @nestjs/bullmq hands over is a job; here it is as little of one as is read.
  expect(await new Parcels().process(job as never, 'token')).toEqual(['delivered', job, 'token'])
})

test('gives up what the job gave up, unchanged', async () => {
  const error = new Error('no such parcel')
  class Parcels extends WorkerHost {
    override process(): Promise<never> {
      throw error
    }
  }
  Processor('parcels')(Parcels)
  tellAttempts(Parcels, NONE)
  await expect(new Parcels().process()).rejects.toBe(error)
})

test('changes a class once, however many applications share it, and no other class', () => {
  class Parcels extends WorkerHost {
    override async process(): Promise<void> {}
  }
  class Service {
    process(): void {}
  }
  Processor('parcels')(Parcels)
  const process = readProcess(Service)
  for (const metatype of [Parcels, Service, undefined]) tellAttempts(metatype, NONE)
  const told = readProcess(Parcels)
  tellAttempts(Parcels, NONE)
  expect(readProcess(Parcels)).toBe(told)
  expect(readProcess(Service)).toBe(process)
})
