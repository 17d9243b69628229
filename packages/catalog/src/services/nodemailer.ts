import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/nodemailer/nodemailer/blob/master/lib/smtp-connection/index.js'
const REPLIES = 'https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1'

/** A message of which every recipient was refused, each for a reason of its own. */
const REFUSED_FOR_ALL = match.all(match.error('nodemailer:*'), match.field('rejectedErrors.0'))

/** Nodemailer. Its errors have no class; the code says what it was about, and `response` what the server said. */
export const nodemailer = defineLibrary({
  name: 'nodemailer',
  brands: [
    { fields: ['responseCode', 'command'] },
    // Without an answer: while connecting, or without having asked the server at all.
    { fields: ['command', 'code'], says: /^(?:CONN|API)$/ },
  ],
  wrappers: [{ when: REFUSED_FOR_ALL, through: ['rejectedErrors'] }],
  rules: [
    {
      id: 'nodemailer/sender-refused',
      when: match.all(
        match.error('nodemailer:*'),
        // Postfix says these with a number that stands for a passing fault.
        match.field(
          'response',
          /(?:Relay access denied|Client host rejected|Sender address rejected|Helo command rejected)/,
        ),
      ),
      verdict: 'bug',
      veto: true,
      reason:
        'The mail server does not want mail from this host or sender, until somebody changes their setup.',
      source: 'https://www.postfix.org/SMTPD_ACCESS_README.html',
    },
    {
      id: 'nodemailer/temporary-refusal',
      when: match.all(
        match.any(
          match.error('nodemailer:#EENVELOPE'),
          match.error('nodemailer:#EMESSAGE'),
          match.error('nodemailer:#EAUTH'),
          match.error('nodemailer:#EPROTOCOL'),
          match.error('nodemailer:#ECONNECTION'),
        ),
        match.field('response', /^4\d\d[ -]/),
        match.not(REFUSED_FOR_ALL),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'The mail server was busy or wanted to see whether the sender comes back, and asked to be asked again later.',
      source: REPLIES,
    },
    {
      id: 'nodemailer/unknown-recipient',
      when: match.all(
        match.error('nodemailer:#EENVELOPE'),
        match.field('command', 'RCPT TO'),
        // Without such a number, a 550 may as well be a refusal of the sender.
        match.field('response', /^55\d[ -]5\.(?:1\.1|1\.2|1\.6|1\.10|2\.1|2\.2) /),
        match.not(REFUSED_FOR_ALL),
      ),
      verdict: 'expected',
      reason:
        'The address does not exist, has moved or takes no mail, which is for the user to know and to mend.',
      source: 'https://www.rfc-editor.org/rfc/rfc3463#section-3.2',
    },
    {
      id: 'nodemailer/connection-failed',
      when: match.any(
        // An error of Node's that keeps its text, but whose code is overwritten.
        match.all(
          match.error('node:#ESOCKET'),
          match.field('command', 'CONN'),
          match.message(/\b(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/),
        ),
        match.all(match.error('nodemailer:#ECONNECTION'), match.message(/^Connection closed unexpectedly$/)),
      ),
      verdict: 'transient',
      reason: 'The mail server did not listen or closed the connection, as it does when it is restarted.',
      source: SOURCE,
    },
    {
      id: 'nodemailer/timeout',
      when: match.all(match.error('nodemailer:#ETIMEDOUT'), match.field('command', 'CONN')),
      verdict: 'transient',
      reason: 'The mail server took longer to greet or to answer than the client waits for it.',
      source: SOURCE,
    },
    {
      id: 'nodemailer/pool-closed-on-shutdown',
      when: match.all(
        match.error('nodemailer:Error'),
        match.message(/^Connection pool was closed$/),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its pool; mail that still waits for it is given up on purpose.',
      source: 'https://github.com/nodemailer/nodemailer/blob/master/lib/smtp-pool/index.js',
    },
  ],
})
