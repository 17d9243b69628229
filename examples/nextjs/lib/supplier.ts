/** Where the goods come from: a route of this app that is slow or breaks off, unless there is a real one. */
export function supplier(what: 'wait' | 'break'): string {
  const own = `http://127.0.0.1:${process.env.PORT ?? 3000}/api/supplier`
  return `${process.env.SUPPLIER_URL ?? own}?do=${what}`
}
