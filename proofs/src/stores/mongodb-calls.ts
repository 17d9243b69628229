import { once } from 'node:events'
import type * as Mongodb from 'mongodb'
import { rejectionOf } from '../proof/proof.ts'
import { type AnswerMongo, helloOf, isHello, type MongoAnswer, openMongoStub } from '../world/mongo-stub.ts'

type Module = typeof Mongodb
type Options = Mongodb.MongoClientOptions
type Act = (client: Mongodb.MongoClient) => Promise<unknown>

// What is told of a driver that tries again is told at once of one that does not.
const QUICK: Options = { retryReads: false, retryWrites: false, monitorCommands: true }

/** What a call is rejected with, by a server that answers as told. */
export function asking(act: Act, answer: AnswerMongo = () => undefined, options: Options = {}) {
  return async (module: Module): Promise<unknown> => {
    const stub = await openMongoStub(answer)
    try {
      return await rejectionAt(module, stub.url, act, options)
    } finally {
      await stub.close()
    }
  }
}

/** @param patience how long a server is waited for, which grows until there has been time to ask it */
export async function rejectionAt(
  module: Module,
  url: string,
  act: Act = find,
  options: Options = {},
  patience = 50,
): Promise<unknown> {
  const client = new module.MongoClient(url, {
    ...QUICK,
    serverSelectionTimeoutMS: patience,
    ...options,
  })
  const error = await rejectionOf(act(client))
  await client.close()
  return isTooEarly(error) ? rejectionAt(module, url, act, options, patience * 4) : error
}

/** No server was found, but of one nothing is known yet: neither what it is nor what is wrong with it. */
export function isTooEarly(error: unknown): boolean {
  const { servers = [] } = (error as Partial<Mongodb.MongoServerSelectionError>).reason ?? {} // no other has a reason
  return [...servers.values()].some(({ type, error: fault }) => type === 'Unknown' && !fault)
}

/** The answer to one command, and that of a healthy server to all others. */
export function to(command: string, answer: MongoAnswer): AnswerMongo {
  return (asked) => (command in asked ? answer : undefined)
}

/** A server that answers a command with this error. */
export function failing(command: string, code: number, message: string, ...errorLabels: readonly string[]) {
  return to(command, { ok: 0, code, errmsg: message, ...(errorLabels.length > 0 && { errorLabels }) })
}

/** The server of a replica set that has no primary. */
export const withoutPrimary: AnswerMongo = (asked, port) =>
  isHello(asked) ? { ...helloOf(port), isWritablePrimary: false, secondary: true } : undefined

export const find: Act = (client) => items(client).findOne()
export const insert: Act = (client) => items(client).insertOne({ n: 1 })
export const insertMany: Act = (client) => items(client).insertMany([{ n: 1 }, { n: 2 }], { ordered: false })
export const update: Act = (client) => items(client).updateOne({ n: 1 }, { $set: { n: 2 } })

export const insertInTransaction: Act = async (client) => {
  const session = client.startSession()
  session.startTransaction()
  try {
    await items(client).insertOne({ n: 1 }, { session })
  } finally {
    await session.abortTransaction()
    await session.endSession()
  }
}

/** Several calls at once, told of by one that only waited for a connection. */
export const findAtOnce: Act = async (client) => {
  const calls = await Promise.allSettled([find(client), find(client), find(client)])
  const errors = calls.map((call) => (call.status === 'rejected' ? call.reason : undefined))
  throw errors.find(({ name }) => /Cleared|WaitQueue/.test(name))
}

export const findOnceClosed: Act = async (client) => {
  await client.connect()
  await client.close()
  await find(client)
}

/** Closes the client once it is as far with a find as the event says. */
export function closeOnceFinding(event: 'topologyOpening' | 'commandStarted'): Act {
  return async (client) => {
    const reached = once(client, event)
    const found = find(client)
    await Promise.race([found, reached])
    await Promise.all([found, client.close()])
  }
}

export const findInEndedSession: Act = async (client) => {
  const session = client.startSession()
  await session.endSession()
  await items(client).findOne({}, { session })
}

export const readOnOnceClosed: Act = async (client) => {
  const cursor = items(client).find()
  await cursor.next()
  await client.close()
  await cursor.next()
}

/** A find whose cursor has more than it was given at once. */
export const firstOfMany: AnswerMongo = to('find', {
  ok: 1,
  cursor: { id: BigInt(5), ns: 'test.items', firstBatch: [{ n: 1 }] },
})

export function items(client: Mongodb.MongoClient): Mongodb.Collection {
  return client.db('test').collection('items')
}
