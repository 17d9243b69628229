/** The two ways in which an application ends its wait: of its own accord, and by a deadline. */
export const ENDINGS = [
  { name: 'holds back a request that was called off', end: callOff },
  { name: 'cannot tell a deadline given as a signal from a request that was called off', end: setDeadline },
] as const

function callOff(): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 20)
  return controller.signal
}

function setDeadline(): AbortSignal {
  return AbortSignal.timeout(20)
}
