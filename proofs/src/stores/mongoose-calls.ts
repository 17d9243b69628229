import type * as Mongoose from 'mongoose'
import { rejectionOf } from '../proof/proof.ts'
import { type AnswerMongo, openMongoStub } from '../world/mongo-stub.ts'
import { isTooEarly, to } from './mongodb-calls.ts'

/** What both majors and the bundle have in common. */
export type Module = Pick<typeof Mongoose, 'default'>

type Act = (connection: Mongoose.Connection) => Promise<unknown>
type Options = Mongoose.ConnectOptions

const QUICK: Options = { autoCreate: false, autoIndex: false, retryReads: false, retryWrites: false }

/** What a call over a connection that stands is rejected with, by a server that answers as told. */
export function asking(act: Act, answer: AnswerMongo = () => undefined, options: Options = {}) {
  return async (module: Module): Promise<unknown> => {
    const stub = await openMongoStub(answer)
    try {
      return await rejectionAt(module, stub.url, connected(act), options)
    } finally {
      await stub.close()
    }
  }
}

/** @param patience how long a server is waited for, which grows until there has been time to ask it */
export async function rejectionAt(
  module: Module,
  url: string,
  act: Act = connect,
  options: Options = {},
  patience = 50,
): Promise<unknown> {
  const connection = module.default.createConnection(url, {
    ...QUICK,
    serverSelectionTimeoutMS: patience,
    ...options,
  })
  connection.on('error', () => {}) // It is told of by what is rejected.
  const error = await rejectionOf(async () => act(connection))
  await connection.close(true)
  return isTooEarly(error) ? rejectionAt(module, url, act, options, patience * 4) : error
}

export const connect: Act = (connection) => connection.asPromise()

function connected(act: Act): Act {
  return async (connection) => {
    await connect(connection)
    return act(connection)
  }
}

export const find: Act = (connection) => items(connection).findOne()
export const insert: Act = (connection) => items(connection).create({ _id: 1, name: 'one' })

export const findOnceClosed: Act = async (connection) => {
  await connection.close(true)
  await find(connection)
}

export const saveTwice: Act = async (connection) => {
  const item = await items(connection).findOne().orFail()
  item.name = 'two'
  const saves = await Promise.allSettled([item.save(), item.save()])
  throw saves.map((save) => (save.status === 'rejected' ? save.reason : undefined))[1]
}

/** Loads a document, changes it and saves it, which the server answers with having found none. */
export function save(change: (item: Item) => void): Act {
  return async (connection) => {
    const item = await items(connection).findOne().orFail()
    change(item)
    await item.save()
  }
}

/** A document that is found, and gone or changed by the time it is saved. */
export const oneThatIsGone: AnswerMongo = (command, port) =>
  to('update', { ok: 1, n: 0, nModified: 0 })(command, port) ??
  to('find', {
    ok: 1,
    cursor: { id: BigInt(0), ns: 'test.items', firstBatch: [{ _id: 1, __v: 0, name: 'one', tags: ['a'] }] },
  })(command, port)

export interface Item {
  readonly _id: number
  name: string
  tags: string[]
}

/** @param bufferTimeoutMS how long its calls wait for the connection */
export function items(connection: Mongoose.Connection, bufferTimeoutMS = 5_000): Mongoose.Model<Item> {
  const { Schema } = connection.base
  const shape = { _id: Number, name: { type: String, required: true }, tags: [String] }
  return connection.model<Item>('Item', new Schema<Item>(shape, { strict: 'throw', bufferTimeoutMS }))
}
