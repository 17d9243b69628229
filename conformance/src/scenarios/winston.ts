import type * as Winston from 'winston'
import type { Scenario } from '../scenario.ts'
import { systemError } from '../system-error.ts'

/** Every way an application hands winston an error, and lines without one, under the SDK's eyes. */
export const run: Scenario = async ({ Sentry, presets, init, load }) => {
  init({ operationalLoggers: ['core'] })
  const { createLogger, format } = await load<typeof Winston>('winston')
  const transport = presets.createWinstonTransport({ sdk: Sentry })
  const create = (label: string, ...formats: Winston.Logform.Format[]) =>
    createLogger({ format: format.combine(format.label({ label }), ...formats), transports: [transport] })
  const llm = create('core.llm', format.colorize(), format.json())
  const tidy = create('core.tidy', format.errors({ stack: true }), format.json())
  const named = createLogger({ defaultMeta: { module: 'core.voice' } })
  named.add(presets.createWinstonTransport({ sdk: Sentry, label: 'module', levels: ['warn'] }))

  llm.error('operational: asking the next model')
  llm.error('operational: connection lost', systemError('ECONNRESET'))
  llm.error(new Error('the error alone'))
  llm.error('with a text', new Error('the error after a text'))
  llm.error('with a field', { err: new Error('the error in a field') })
  tidy.error(new TypeError('the error as texts'))
  tidy.error('operational: the tidy one')
  create('billing').error('line of another logger')
  named.warn('operational: by module')
  named.warn(new RangeError('by module'))
  named.error('not among its levels')
  llm.warn('below the levels that make events')
}
