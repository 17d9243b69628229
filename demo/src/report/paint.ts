export interface Paint {
  good(text: string): string
  bad(text: string): string
}

/** Colours on a terminal, unless NO_COLOR asks for none. */
export function createPaint(stream: NodeJS.WriteStream): Paint {
  const colourful = stream.isTTY && !process.env.NO_COLOR
  const wrap = (code: number) => (text: string) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text)
  return { good: wrap(32), bad: wrap(31) }
}
