export interface Paint {
  loud(text: string): string
  quiet(text: string): string
}

/** Colours on a terminal, unless NO_COLOR asks for none. */
export function createPaint(stream: NodeJS.WriteStream): Paint {
  const isColourful = stream.isTTY && !process.env.NO_COLOR
  const wrap = (code: number) => (text: string) => (isColourful ? `\u001b[${code}m${text}\u001b[0m` : text)
  return { loud: wrap(31), quiet: wrap(2) }
}
