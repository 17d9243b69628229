/** What the proofs use of ws, which brings no types along. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events'
  import type { IncomingMessage, Server } from 'node:http'
  import type { Duplex } from 'node:stream'

  export interface ClientOptions {
    readonly handshakeTimeout?: number
    readonly perMessageDeflate?: boolean
  }

  export class WebSocket extends EventEmitter {
    constructor(url: string, options?: ClientOptions)
    send(data: string | Uint8Array, done?: (error?: Error) => void): void
    close(code?: number): void
    terminate(): void
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly server: Server; readonly maxPayload?: number })
    on(event: 'connection', listener: (socket: WebSocket, request: IncomingMessage) => void): this
    on(event: 'wsClientError', listener: (error: Error, socket: Duplex) => void): this
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array, done: () => void): void
    close(): void
  }
}
