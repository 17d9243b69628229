import type { PlannedFault, Weather } from '../world/faults.ts'

export const TICKS = 288
const TICK_MINUTES = 5
const DAY_START = Date.UTC(2026, 2, 3)

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: unknown
}

export interface Message {
  readonly userId: number
  readonly text: string
}

export interface Tick {
  readonly number: number
  readonly messages: readonly Message[]
  readonly calls: readonly Call[]
  readonly weather: Weather
  readonly faults: readonly PlannedFault[]
  readonly redis: 'up' | 'down' | 'blip'
  /** The application and its database are restarted while this tick's work runs. */
  readonly deploy: boolean
}

export function tickAt(hour: number, minute = 0): number {
  return (hour * 60 + minute) / TICK_MINUTES
}

export function timeOf(tick: number): number {
  return DAY_START + tick * TICK_MINUTES * 60_000
}

export function clockOf(tick: number): string {
  return new Date(timeOf(tick)).toISOString().slice(11, 16)
}
