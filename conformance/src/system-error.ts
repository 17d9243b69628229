/** An error as Node's sockets make it. */
export function systemError(code: string, text = `read ${code}`): Error {
  return Object.assign(new Error(text), { code, errno: -104, syscall: 'read' })
}
