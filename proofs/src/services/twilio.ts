import type { RequestListener } from 'node:http'
import type Twilio from 'twilio'
import { twilio } from '@sentry-presets/catalog'
import { type Case, defineProof, rejectionOf } from '../proof/proof.ts'
import { answers, hangs, rejectionFrom, resets } from '../world/http-answers.ts'
import { findClosedPort } from '../world/loopback.ts'

interface Module {
  readonly default: typeof Twilio
}

type Act = (client: Twilio.Twilio) => Promise<unknown>

const REFUSED_BY_NUMBER = [
  ['a number that is none', 21211, 'invalid-number', ['twilio/unsubscribed']],
  ['a number that takes no messages', 21614, 'invalid-number', []],
  ['a recipient who wants no more messages', 21610, 'unsubscribed', ['twilio/invalid-number']],
] as const

const REFUSED_BY_CONFIGURATION = [
  ['a sender that is none', 400, 21212, 'twilio/invalid-number'],
  ['a sender that cannot reach the recipient', 400, 21612, 'twilio/unsubscribed'],
  ['a country that nobody has allowed', 403, 21408, 'twilio/invalid-number'],
  ['a wrong key', 401, 20003, 'twilio/rate-limit'],
  ['an account that does not exist', 404, 20404, 'twilio/unavailable'],
  ['a failure of Twilio that may be of our making', 500, 20500, 'twilio/unavailable'],
] as const

export const twilioProof = defineProof<Module, undefined>({
  library: twilio,
  against: 'a stub of the HTTP API',
  modules: { twilio: () => import('twilio'), 'twilio-5': () => import('twilio-5') },
  bundle: { entry: "export { default } from 'twilio'" },
  open: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
  cases: [
    ...REFUSED_BY_NUMBER.map(
      ([what, code, rule, nearMissOf]): Case<Module, undefined> => ({
        name: `holds back ${what}`,
        provoke: asking(refuses(400, code)),
        identity: `twilio:RestException#${code}`,
        verdict: 'expected',
        rule: `twilio/${rule}`,
        nearMissOf,
      }),
    ),
    ...REFUSED_BY_CONFIGURATION.map(
      ([what, status, code, nearMiss]): Case<Module, undefined> => ({
        name: `keeps ${what}`,
        provoke: asking(refuses(status, code)),
        identity: `twilio:RestException#${code}`,
        verdict: 'bug',
        rule: undefined,
        nearMissOf: [nearMiss],
      }),
    ),
    {
      name: 'holds back a rate limit',
      provoke: asking(refuses(429, 20429)),
      identity: 'twilio:RestException#20429',
      verdict: 'transient',
      rule: 'twilio/rate-limit',
      nearMissOf: ['twilio/daily-limit', 'twilio/verification-limit'],
    },
    {
      name: 'holds back a rate limit in the newer form of errors',
      // https://www.rfc-editor.org/rfc/rfc9457, with the fields that the library asks for.
      provoke: asking(
        answers(429, {
          type: 'https://www.twilio.com/docs/api/errors/20429',
          title: 'Too many requests',
          status: 429,
          code: 20429,
        }),
      ),
      identity: 'twilio:TwilioServiceException#20429',
      verdict: 'transient',
      rule: 'twilio/rate-limit',
    },
    {
      name: 'keeps a wrong argument in the newer form of errors',
      provoke: asking(
        answers(400, {
          type: 'https://www.twilio.com/docs/api/errors/20001',
          title: 'Bad request',
          status: 400,
          code: 20001,
        }),
      ),
      identity: 'twilio:TwilioServiceException#20001',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['twilio/rate-limit'],
    },
    {
      name: 'keeps a limit that lasts until tomorrow',
      provoke: asking(refuses(429, 63038)),
      identity: 'twilio:RestException#63038',
      verdict: 'bug',
      rule: 'twilio/daily-limit',
      nearMissOf: ['twilio/rate-limit'],
    },
    {
      name: 'holds back a person who asks for too many codes',
      provoke: asking(refuses(429, 60203), verify),
      identity: 'twilio:RestException#60203',
      verdict: 'expected',
      rule: 'twilio/verification-limit',
      nearMissOf: ['twilio/rate-limit'],
    },
    {
      name: 'holds back a person who tries too many codes',
      provoke: asking(refuses(429, 60202), check),
      identity: 'twilio:RestException#60202',
      verdict: 'expected',
      rule: 'twilio/verification-limit',
    },
    {
      name: 'keeps a verification that is unknown, over or approved',
      provoke: asking(refuses(404, 20404), check),
      identity: 'twilio:RestException#20404',
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['twilio/verification-limit'],
    },
    {
      name: 'holds back an API that is away',
      provoke: asking(refuses(503, 20503)),
      identity: 'twilio:RestException#20503',
      verdict: 'transient',
      rule: 'twilio/unavailable',
    },
    {
      name: 'holds back a gateway before an API that is away',
      provoke: asking(answers(502, '<html>')),
      identity: 'twilio:RestException',
      verdict: 'transient',
      rule: 'twilio/unavailable',
      // The error has nothing but a status then.
      inBundle: 'cannot tell',
    },
    {
      name: 'keeps a message without a recipient',
      provoke: asking(answers(201, {}), async (client) => {
        const message: object = { from: '+15005550006', body: 'Hello' }
        return client.messages.create(message as Parameters<typeof client.messages.create>[0]) // as JavaScript may
      }),
      identity: 'twilio:Error',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'keeps a key that is none',
      provoke: ({ default: twilio }) => rejectionOf(() => twilio('none', 'none')),
      identity: 'twilio:Error',
      verdict: 'bug',
      rule: undefined,
    },
    {
      name: 'holds back an API that does not listen',
      provoke: async (module) => rejectionOf(send(connect(module, await findClosedPort()))),
      identity: 'axios:AxiosError#ECONNREFUSED',
      decider: 'node:Error#ECONNREFUSED',
      verdict: 'transient',
      rule: 'node/connection-refused',
    },
    {
      name: 'holds back a connection that is reset',
      provoke: asking(resets),
      identity: 'axios:AxiosError#ECONNRESET',
      decider: 'node:Error#ECONNRESET',
      verdict: 'transient',
      rule: 'node/connection-reset',
    },
    {
      name: 'holds back an API that does not answer in time',
      provoke: asking(hangs, send, 50),
      identity: 'axios:AxiosError#ECONNABORTED',
      verdict: 'transient',
      rule: 'axios/timeout',
    },
  ],
})

/** What a call is rejected with, by an API that answers so. */
function asking(listener: RequestListener, act: Act = send, timeout?: number) {
  return (module: Module): Promise<unknown> =>
    rejectionFrom(listener, async (_, port) => act(connect(module, port, timeout)))
}

/** https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
function refuses(status: number, code: number): RequestListener {
  return answers(status, {
    code,
    message: `refused with ${code}`,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  })
}

/** A client whose requests go to a port of this machine, whatever their host. */
function connect({ default: twilio }: Module, port: number, timeout = 5_000): Twilio.Twilio {
  const httpClient = new twilio.RequestClient({ timeout })
  const request = httpClient.request.bind(httpClient)
  httpClient.request = (options) =>
    request({ ...options, uri: `http://127.0.0.1:${port}${new URL(options.uri).pathname}` })
  return twilio(`AC${'0'.repeat(32)}`, 'key', { httpClient })
}

function send(client: Twilio.Twilio): Promise<unknown> {
  return client.messages.create({ to: '+15005550009', from: '+15005550006', body: 'Hello' })
}

function verify(client: Twilio.Twilio): Promise<unknown> {
  return client.verify.v2.services('VA0').verifications.create({ to: '+15005550009', channel: 'sms' })
}

function check(client: Twilio.Twilio): Promise<unknown> {
  return client.verify.v2.services('VA0').verificationChecks.create({ to: '+15005550009', code: '1234' })
}
