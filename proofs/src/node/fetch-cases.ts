import { rejectionOf } from '../proof/proof.ts'
import { onNode } from './node-world.ts'

/** Node's own fetch, and what carries several errors at once. */
export const fetchCases = onNode([
  {
    name: 'holds back a fetch that is refused',
    provoke: ({ closedPort }) => rejectionOf(fetch(`http://127.0.0.1:${closedPort}`)),
    identity: 'node:TypeError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
    nearMissOf: ['node/programming-error'],
  },
  {
    name: 'holds back a fetch that is reset',
    provoke: ({ http }) => rejectionOf(fetch(`${http.url}/reset`)),
    identity: 'node:TypeError',
    decider: 'node:Error#ECONNRESET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'holds back a fetch whose answer stops halfway',
    provoke: ({ http }) => rejectionOf(async () => (await fetch(`${http.url}/truncate`)).text()),
    identity: 'node:TypeError',
    decider: 'node:SocketError#UND_ERR_SOCKET',
    verdict: 'transient',
    rule: 'node/connection-reset',
  },
  {
    name: 'keeps a port that fetch never asks',
    provoke: () => rejectionOf(fetch('http://127.0.0.1:1')),
    identity: 'node:TypeError',
    decider: 'node:Error',
    verdict: 'bug',
    rule: 'node/bad-port',
  },
  {
    name: 'keeps a protocol that fetch does not know, and does not call it a bad port',
    provoke: () => rejectionOf(fetch('ftp://127.0.0.1')),
    identity: 'node:TypeError',
    decider: 'node:Error',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/bad-port'],
  },
  {
    name: 'keeps an address that is none',
    provoke: () => rejectionOf(fetch('nowhere')),
    identity: 'node:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
  },
  {
    name: 'keeps an answer that is not JSON',
    provoke: ({ http }) => rejectionOf(async () => (await fetch(`${http.url}/text`)).json()),
    identity: 'node:SyntaxError',
    verdict: 'bug',
    rule: 'node/programming-error',
  },
  {
    name: 'keeps a value that cannot be cloned',
    provoke: () => rejectionOf(() => structuredClone(() => {})),
    identity: 'node:DataCloneError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/aborted', 'node/deadline'],
  },
  {
    name: 'holds back a Promise.any of which each part was refused',
    provoke: ({ closedPort, http }) =>
      rejectionOf(Promise.any([fetch(`http://127.0.0.1:${closedPort}`), fetch(`${http.url}/reset`)])),
    identity: 'node:AggregateError',
    decider: 'node:Error#ECONNREFUSED',
    verdict: 'transient',
    rule: 'node/connection-refused',
  },
  {
    name: 'keeps a Promise.any of which one part is a bug',
    provoke: ({ closedPort }) =>
      rejectionOf(Promise.any([fetch(`http://127.0.0.1:${closedPort}`), fetch('http://127.0.0.1:1')])),
    identity: 'node:AggregateError',
    decider: 'node:Error',
    verdict: 'bug',
    rule: 'node/bad-port',
    nearMissOf: ['node/connection-refused'],
  },
  {
    name: 'keeps an answer to fetch that is not HTTP',
    provoke: ({ http }) => rejectionOf(fetch(`${http.url}/rubbish`)),
    identity: 'node:TypeError',
    decider: 'node:HTTPParserError',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['node/connection-reset'],
  },
  {
    name: 'keeps a body that is used twice',
    provoke: () =>
      rejectionOf(async () => {
        const response = new Response('text')
        await response.text()
        await response.text()
      }),
    identity: 'node:TypeError',
    verdict: 'bug',
    rule: 'node/programming-error',
  },
])
