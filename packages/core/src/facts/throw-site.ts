/** How V8 begins the line of a frame. */
export const FRAME = '\n    at '

/**
 * Where in the code the error was made: the top frames of its stack, to tell repeats from strangers. V8 begins a
 * stack with name and message; Firefox and Safari with the first frame.
 *
 * @returns an empty text for a stack without frames
 */
export function readThrowSite(stack: string): string {
  const start = stack.indexOf(FRAME)
  if (start === -1 && !FIRST_FRAME.test(stack)) return ''
  let end = Math.max(0, start)
  for (let read = 0; read < 5 && end !== -1; read++) end = stack.indexOf('\n', end + 1)
  return stack.slice(Math.max(0, start), end === -1 ? undefined : end)
}

const FIRST_FRAME = /^[^\n]{0,2000}:\d{1,9}:\d{1,9}(?:\n|$)/
