import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { type Endpoint, listen } from './loopback.ts'

/** What Discord's gateway says first; https://discord.com/developers/docs/events/gateway#hello-event */
const HELLO = JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } })

/** A stub of Discord's gateway that greets a bot, hears it out and closes the connection with one code. */
export async function openGateway(closeCode: number): Promise<Endpoint> {
  const http = createServer()
  const server = new WebSocketServer({ server: http })
  server.on('connection', (socket) => {
    socket.on('message', () => socket.close(closeCode))
    socket.send(HELLO)
  })
  const { url, ...endpoint } = await listen(http)
  return { ...endpoint, url: url.replace('http:', 'ws:') }
}
