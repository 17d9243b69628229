/**
 * What an event is, once a rule has spoken:
 * `bug` a malfunction, and everything unknown; `transient` a dependency failed for a moment and the code is built
 * for it; `expected` a handled outcome; `control-flow` a thrown signal that never was an error.
 */
export const VERDICTS = ['bug', 'expected', 'transient', 'control-flow'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Of several verdicts on one event, the one that sends most. */
export function isGraver(verdict: Verdict, than: Verdict): boolean {
  return VERDICTS.indexOf(verdict) < VERDICTS.indexOf(than)
}
