import { defineLibrary, match } from '@sentry-presets/core'

const SOURCE = 'https://github.com/Automattic/mongoose/blob/master/lib'

/** Mongoose. What its driver throws goes under `mongodb`. */
export const mongoose = defineLibrary({
  name: 'mongoose',
  packages: ['kareem', 'mpath', 'mquery', 'sift'],
  brands: [
    { fields: ['message', 'errorLabelSet', 'reason'] },
    { fields: ['modifiedPaths', 'version'] },
    { fields: ['numAffected', 'filter', 'query'] },
  ],
  wrappers: [{ when: match.error('mongoose:MongooseServerSelectionError'), through: ['reason'] }],
  rules: [
    {
      // The error does not tell why there was no connection; what connecting was rejected with does.
      id: 'mongoose/buffering-timeout',
      // Other errors of this class quote what a user has entered, so that the text must begin like this.
      when: match.all(
        match.error('*:MongooseError'),
        match.message(/^(?:Operation `|Connection operation )/),
        match.message(/ buffering timed out after \d{1,9}ms$/),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason: 'An operation waited in vain for the connection to come back; if it lasts, none was ever made.',
      source: 'https://mongoosejs.com/docs/connections.html#buffering',
    },
    {
      id: 'mongoose/version-conflict',
      when: match.error('mongoose:VersionError'),
      verdict: 'expected',
      reason:
        'Somebody else has changed the document since it was read, which is what the version is there to find out.',
      source: 'https://mongoosejs.com/docs/guide.html#versionKey',
    },
    {
      id: 'mongoose/not-found',
      // With a count it was a save that found its document gone.
      when: match.all(match.error('mongoose:DocumentNotFoundError'), match.not(match.field('numAffected'))),
      verdict: 'expected',
      reason: 'The query was told to fail where nothing is found, so that somebody answers for it.',
      source: 'https://mongoosejs.com/docs/api/query.html#Query.prototype.orFail()',
    },
    {
      id: 'mongoose/closed-on-shutdown',
      when: match.all(
        match.error('*:MongooseError'),
        match.message(/^Connection was force closed$/),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has closed its connection; work that still uses it is given up on purpose.',
      source: `${SOURCE}/drivers/node-mongodb-native/collection.js`,
    },
  ],
})
