/** The parts that an X.509 certificate is written in. */
export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

export function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]))
}

export function smallInteger(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]))
}

export function objectIdentifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

/** @param days from now */
export function generalizedTime(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000)
  const digits = date.toISOString().slice(0, 19).replace(/[-:T]/g, '')
  return tagged(0x18, Buffer.from(`${digits}Z`))
}

/** DER: a tag, the length in its shortest form, the content. */
export function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export function toPem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`
}
