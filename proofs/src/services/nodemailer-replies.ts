import type { Case } from '../proof/proof.ts'
import * as calls from './nodemailer-calls.ts'

const { toServer, toSocket } = calls

type Reply = Case<calls.Module, unknown>

const TEMPORARY = [
  [
    'a server that wants to see whether one comes back',
    'EENVELOPE',
    toServer(calls.refusingRecipients('450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help')),
  ],
  ['a sender who is to come back later', 'EENVELOPE', toServer(calls.refusingSender('451 4.3.0 Try later'))],
  ['a message that is to come later', 'EMESSAGE', toServer(calls.refusingMessage('451 4.3.0 Queue full'))],
  [
    'a login that is to be tried later',
    'EAUTH',
    toServer(calls.refusingLogin('454 4.7.0 Temporary authentication failure'), calls.LOGIN),
  ],
  [
    'a server that has too many connections',
    'EPROTOCOL',
    toServer(calls.refusingConnection('421 4.7.0 Too many connections')),
  ],
  [
    'a server that says it is shutting down',
    'ECONNECTION',
    toSocket((socket) => {
      socket.write('220 mail.test\r\n')
      socket.once('data', () => socket.end('421 4.3.2 Shutting down\r\n'))
    }),
  ],
] as const

const REFUSALS = [
  [
    'a sender who may not use the address',
    'EENVELOPE',
    toServer(calls.refusingSender('553 5.7.1 Not yours')),
  ],
  ['a message that is too large', 'EMESSAGE', toServer(calls.refusingMessage('552 5.3.4 Too large'))],
  ['a wrong password', 'EAUTH', toServer(calls.refusingLogin('535 5.7.8 Bad credentials'), calls.LOGIN)],
  ['a host that is blocked', 'EPROTOCOL', toServer(calls.refusingConnection('554 5.7.1 Blocked'))],
] as const

/** What a mail server answers. */
export const mailReplies: readonly Reply[] = [
  ...TEMPORARY.map(
    ([what, code, provoke]): Reply => ({
      name: `holds back ${what}`,
      provoke,
      identity: `nodemailer:Error#${code}`,
      verdict: 'transient',
      rule: 'nodemailer/temporary-refusal',
    }),
  ),
  ...REFUSALS.map(
    ([what, code, provoke]): Reply => ({
      name: `keeps ${what}`,
      provoke,
      identity: `nodemailer:Error#${code}`,
      verdict: 'bug',
      rule: undefined,
      nearMissOf: ['nodemailer/temporary-refusal', 'nodemailer/unknown-recipient'],
    }),
  ),
  {
    name: 'keeps a host that may not send mail to others, though the server calls that temporary',
    provoke: toServer(calls.refusingRecipients('454 4.7.1 <ada@shop.test>: Relay access denied')),
    identity: 'nodemailer:Error#EENVELOPE',
    verdict: 'bug',
    rule: 'nodemailer/sender-refused',
    nearMissOf: ['nodemailer/temporary-refusal'],
  },
  {
    name: 'holds back a recipient who does not exist',
    provoke: toServer(calls.refusingRecipients('550 5.1.1 <ada@shop.test>: User unknown')),
    identity: 'nodemailer:Error#EENVELOPE',
    verdict: 'expected',
    rule: 'nodemailer/unknown-recipient',
    nearMissOf: ['nodemailer/sender-refused'],
  },
  {
    name: 'keeps a recipient who is refused, of whom nobody says why',
    provoke: toServer(calls.refusingRecipients('550 Refused')),
    identity: 'nodemailer:Error#EENVELOPE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nodemailer/unknown-recipient'],
  },
  {
    name: 'keeps two recipients of whom one does not exist, and the other one is refused because of the sender',
    provoke: toServer(calls.refusingRecipients('550 5.7.1 Not from you', '550 5.1.1 User unknown'), {
      to: ['ada@shop.test', 'bob@shop.test'],
    }),
    identity: 'nodemailer:Error#EENVELOPE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nodemailer/unknown-recipient'],
  },
  {
    name: 'keeps a message without recipients',
    provoke: toServer({}, { to: [] }),
    identity: 'nodemailer:Error#EENVELOPE',
    verdict: 'bug',
    rule: undefined,
    nearMissOf: ['nodemailer/unknown-recipient'],
  },
]
