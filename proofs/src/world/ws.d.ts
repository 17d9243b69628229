/** What the proofs use of ws, which brings no types along. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events'
  import type { IncomingMessage, Server } from 'node:http'
  import type { Duplex } from 'node:stream'

  export class WebSocket extends EventEmitter {
    constructor(url: string, options?: { readonly handshakeTimeout?: number })
    send(
      data: string | Uint8Array,
      options?: { readonly binary?: boolean },
      done?: (error?: Error) => void,
    ): void
    addEventListener(type: 'error', listener: (event: unknown) => void): void
    close(code?: number): void
    terminate(): void
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly server: Server; readonly maxPayload?: number })
    on(event: 'connection', listener: (socket: WebSocket, request: IncomingMessage) => void): this
    on(event: 'wsClientError', listener: (error: Error, socket: Duplex) => void): this
    on(event: string, listener: (...values: unknown[]) => void): this
    close(): void
  }
}

declare module 'ws-7' {
  import type { WebSocket, WebSocketServer } from 'ws'

  const Version7: typeof WebSocket & { readonly Server: typeof WebSocketServer }
  export default Version7
}
