/** The process of one measurement; its name is the only argument. */
import { isMeasurement, MEASUREMENTS, type Message } from './measurement.ts'

const name = process.argv[2] ?? ''
if (!isMeasurement(name)) throw new Error(`There is no measurement "${name}".`)

const measure = await MEASUREMENTS[name]()
const section = await measure((progress) => tell({ progress }))
tell({ section })
// The SDK's timers would keep the process waiting.
process.disconnect()
process.exit(0)

function tell(message: Message): void {
  process.send?.(message)
}
