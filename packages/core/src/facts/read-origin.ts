import type { Origin } from './facts.js'

/** Where captures of this mechanism happen; undefined where its name does not tell. */
export function readOrigin(mechanism: string): Origin | undefined {
  if (LOG.test(mechanism)) return 'log'
  if (INSTRUMENTATION.test(mechanism)) return 'instrumentation'
  return BOUNDARY.test(mechanism) ? 'boundary' : undefined
}

const LOG = /^auto\.log\.|^auto\.core\.capture_console$|^console$/
/** Captured inside a library call, before its caller could handle it. MCP answers the error away: a boundary. */
const INSTRUMENTATION = /^auto\.(?:ai\.(?!mcp_server)|vercelai\.|db\.)/
/** The names SDK 9 used, which carry no prefix. From 10.12 on everything at a boundary says `handled: false`. */
const BOUNDARY = /^onuncaughtexception$|^onunhandledrejection$|^middleware$|^fastify$|^hapi$|^instrument$/
