/** How V8 begins the line of a frame. */
export const FRAME = '\n    at '

/** Where in the code the error was made: the top frames of its stack, to tell repeats from strangers. */
export function readThrowSite(stack: string): string {
  const start = Math.max(0, stack.indexOf(FRAME))
  let end = start
  for (let read = 0; read < 5 && end !== -1; read++) end = stack.indexOf('\n', end + 1)
  return stack.slice(start, end === -1 ? undefined : end)
}
