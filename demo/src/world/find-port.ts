import { createServer, type AddressInfo } from 'node:net'

/** A port that was free a moment ago. */
export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  await new Promise((resolve) => server.close(resolve))
  return port
}
