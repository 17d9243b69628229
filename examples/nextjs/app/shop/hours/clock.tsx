'use client'

/** Forgets that it is rendered on the server as well, where nobody has a time zone. The browser then repairs it. */
export function Clock() {
  return <p>Open until {closingTime(typeof window === 'undefined' ? undefined : 'local')}</p>
}

function closingTime(zone: string | undefined): string {
  if (zone === undefined) throw new Error('The clock has no time zone')
  return `six, ${zone} time`
}
