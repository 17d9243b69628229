import type * as Kafkajs from 'kafkajs'
import { rejectionOf } from '../proof/proof.ts'
import { type KafkaAnswers, openKafkaStub } from '../world/kafka-stub.ts'

type Module = typeof Kafkajs
type Act = (kafka: Kafkajs.Kafka) => Promise<unknown>
type Options = Omit<Kafkajs.KafkaConfig, 'brokers'>

/** What a call is rejected with, by a broker that answers as told. */
export function asking(act: Act, told: KafkaAnswers = {}, options: Options = {}, leader?: number) {
  return async (module: Module): Promise<unknown> => {
    const stub = await openKafkaStub(told, leader)
    try {
      return await rejectionAt(module, `127.0.0.1:${stub.port}`, act, options)
    } finally {
      await stub.close()
    }
  }
}

export async function rejectionAt(
  { Kafka, logLevel }: Module,
  broker: string,
  act: Act = send,
  options: Options = {},
): Promise<unknown> {
  const kafka = new Kafka({
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    enforceRequestTimeout: true,
    retry: { retries: 1, initialRetryTime: 1 },
    ...options,
  })
  return rejectionOf(act(kafka))
}

export const send: Act = async (kafka) => {
  const producer = kafka.producer()
  try {
    await producer.connect()
    await producer.send({ topic: 'items', messages: [{ value: 'one' }] })
  } finally {
    await producer.disconnect()
  }
}

export const sendOnceDisconnected: Act = async (kafka) => {
  const producer = kafka.producer()
  await producer.connect()
  await producer.disconnect()
  await producer.send({ topic: 'items', messages: [{ value: 'one' }] })
}

export const sendWhileDisconnecting: Act = async (kafka) => {
  const producer = kafka.producer()
  await producer.connect()
  const disconnected = producer.disconnect()
  try {
    await producer.send({ topic: 'items', messages: [{ value: 'one' }] })
  } finally {
    await disconnected
  }
}

export const sendToNowhere: Act = async (kafka) => {
  const producer = kafka.producer()
  try {
    await producer.connect()
    await producer.send({ topic: '', messages: [{ value: 'one' }] })
  } finally {
    await producer.disconnect()
  }
}

/** A consumer tells of what it stops for in an event. */
export const consume: Act = async (kafka) => {
  const consumer = kafka.consumer({ groupId: 'any' })
  const crash = new Promise<never>((_, reject) => {
    consumer.on('consumer.crash', ({ payload }) => reject(payload.error))
  })
  try {
    await consumer.connect()
    await consumer.subscribe({ topic: 'items' })
    await consumer.run({ eachMessage: async () => {} })
    await crash
  } finally {
    await consumer.disconnect()
  }
}

export const createTopic: Act = async (kafka) => {
  const admin = kafka.admin()
  try {
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 'items' }], waitForLeaders: false })
  } finally {
    await admin.disconnect()
  }
}
