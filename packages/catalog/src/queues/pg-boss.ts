import { defineLibrary, match } from '@sentry-presets/core'

const MANAGER = 'https://github.com/timgit/pg-boss/blob/master/src/manager.ts'

/**
 * pg-boss. What it meets in the database are pg's own errors, but what a worker meets it emits as a copy of the fields:
 * a plain object, whose message says which queue and worker it was.
 */
const workerError = match.all(match.error('*:Object'), match.field('worker'), match.field('queue'))

export const pgBoss = defineLibrary({
  name: 'pg-boss',
  rules: [
    {
      id: 'pg-boss/connection-lost',
      when: match.all(workerError, match.message(/^Connection terminated unexpectedly \(Queue: /)),
      verdict: 'transient',
      reason:
        'A worker lost its connection to the database while it asked for jobs; it asks again by itself.',
      source: MANAGER,
    },
    {
      id: 'pg-boss/connection-timeout',
      when: match.all(
        workerError,
        match.any(
          match.message(/^timeout exceeded when trying to connect \(Queue: /),
          match.message(/^Connection terminated due to connection timeout \(Queue: /),
        ),
      ),
      verdict: 'transient',
      budget: { max: 20, per: '10m' },
      reason:
        'A worker got no connection to the database in time; if it lasts, its pool is too small or held by something.',
      source: MANAGER,
    },
    {
      id: 'pg-boss/stopped-on-shutdown',
      when: match.all(
        match.error('pg-boss:Error'),
        match.message('Workers are disabled. pg-boss is stopped'),
        match.phase('shutdown'),
      ),
      verdict: 'control-flow',
      reason:
        'The process is stopping and has stopped its workers; a worker that still wants to begin may not.',
      source: MANAGER,
    },
  ],
})
