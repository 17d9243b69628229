import { at, type ConfigPlace } from '../options/config-error.js'
import { allMatcher, levelMatcher, loggerMatcher, notMatcher, withoutErrorMatcher } from './matchers.js'
import type { NoiseOptions } from '../options/noise-options.js'
import type { PlacedRule } from './rule.js'

/** The rules that an application's operational loggers stand for. */
export function toLoggerRules(
  { operationalLoggers = [] }: Pick<NoiseOptions, 'operationalLoggers'>,
  place: ConfigPlace,
): readonly PlacedRule[] {
  return operationalLoggers.map((logger, index) => {
    const rule = {
      id: `options/operational-logger/${logger}`,
      when: allMatcher(loggerMatcher(logger), withoutErrorMatcher(), notMatcher(levelMatcher('fatal'))),
      verdict: 'expected' as const,
      reason: `The application's own configuration lists the logger ${logger} as operational; the line tells of no error and is not fatal.`,
    }
    return { rule, place: at(place, `.operationalLoggers[${index}]`) }
  })
}
