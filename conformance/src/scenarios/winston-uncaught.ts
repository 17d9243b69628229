import type * as Winston from 'winston'
import type { Scenario } from '../scenario.ts'

/** winston and the SDK both hear of a rejection nobody handles. */
export const run: Scenario = async ({ Sentry, presets, init, load }) => {
  init()
  const { createLogger } = await load<typeof Winston>('winston')
  const logger = createLogger({
    transports: [presets.createWinstonTransport({ sdk: Sentry })],
    rejectionHandlers: [presets.createWinstonTransport({ sdk: Sentry })],
    exitOnError: false,
  })
  void Promise.reject(new Error('nobody handled it'))
  await new Promise((resolve) => setImmediate(resolve))
  logger.rejections.unhandle()
}
