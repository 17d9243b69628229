import { headers } from 'next/headers'
import { reported } from '../../../../lib/reported'

/** Each day's report is made when it is first asked for, and kept. */
export function generateStaticParams(): { day: string }[] {
  return []
}

export default async function Report({ params }: { params: Promise<{ day: string }> }) {
  const { day } = await params
  const list = await reported(() => headers())
  return (
    <p>
      The report of {day} for {list.get('host')}
    </p>
  )
}
