import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { LedgerSnapshot } from '@sentry-presets/core'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { Card } from './page/card.ts'
import type { Settings } from './settings.ts'

/** A web server on loopback with everything a page can trip over. */
export interface Site extends AsyncDisposable {
  readonly url: string
  /** Files that a deployment took away. */
  readonly gone: Set<string>
  /** The ledgers that pages have sent. */
  readonly ledgers: LedgerSnapshot[]
}

export interface SiteOptions {
  readonly files: ReadonlyMap<string, string>
  readonly settings: Omit<Settings, 'release' | 'tunesFilters'>
}

export async function startSite({ files, settings }: SiteOptions): Promise<Site> {
  const gone = new Set<string>()
  const ledgers: LedgerSnapshot[] = []

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const file = gone.has(url.pathname) ? undefined : files.get(url.pathname)
    if (file !== undefined) return sendScript(response, file)
    if (url.pathname === '/ledger') return takeLedger(request, response)
    const special = ANSWERS[url.pathname]
    if (special) return special(response)
    if (url.pathname.endsWith('.js')) return void response.writeHead(404).end()
    const page = {
      ...settings,
      release: url.searchParams.get('release') ?? 'a',
      tunesFilters: url.searchParams.has('sdk-filters'),
    }
    sendPage(response, page, url)
  }

  function takeLedger(request: IncomingMessage, response: ServerResponse): void {
    void text(request).then((body) => {
      ledgers.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  }

  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    gone,
    ledgers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const SCRIPT = { 'content-type': 'text/javascript' }

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/own': (response) => void response.end('own'),
  '/without-cors': (response) => void response.end('foreign'),
  '/throws.js': (response) =>
    void response.writeHead(200, SCRIPT).end('throw new Error("hidden from the page")'),
  '/cut': (response) => void setTimeout(() => response.destroy(), 300),
  '/slow': (response) =>
    void setTimeout(() => response.writeHead(200, HTML).end('<title>the next page</title>'), 1_000),
  '/endless': (response) => void response.write('and so on'),
}

/** Scripts may be loaded by a page in a sandbox, which is an origin of its own. */
function sendScript(response: ServerResponse, file: string): void {
  response.writeHead(200, { ...SCRIPT, 'access-control-allow-origin': '*' }).end(file)
}

function sendPage(response: ServerResponse, settings: Settings, { pathname, searchParams }: URL): void {
  const headers =
    pathname === '/sandbox' ? { ...HTML, 'content-security-policy': 'sandbox allow-scripts' } : HTML
  response.writeHead(200, headers).end(`<!doctype html>
<html lang="en"><title>a page</title><body>
${pathname === '/react' ? renderRoot(searchParams) : ''}
<script>globalThis.settings = ${JSON.stringify(settings)}</script>
<script type="module" src="/main.js"></script>`)
}

/** @param query `server`: the title the server renders, `client`: the one the browser is told */
function renderRoot(query: URLSearchParams): string {
  const title = query.get('server') ?? 'welcome'
  const markup = renderToString(createElement(Card, { title }))
  return `<div id="root" data-title="${query.get('client') ?? title}">${markup}</div>`
}
