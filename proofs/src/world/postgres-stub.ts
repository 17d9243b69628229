import { type Endpoint, openTcp } from './loopback.ts'

/**
 * A server that answers the first message with an error in PostgreSQL's own form and says goodbye.
 *
 * @param fields by the letters of the protocol: `S` for the severity, `C` for the SQLSTATE, `M` for the message
 */
export function openPostgresStub(fields: Readonly<Record<string, string>>): Promise<Endpoint> {
  const body = Object.entries(fields).map(([name, value]) => `${name}${value}\0`)
  const text = Buffer.from(`${body.join('')}\0`)
  const size = Buffer.alloc(4)
  size.writeInt32BE(text.length + 4)
  return openTcp((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), size, text])))
  })
}
