import { expect, it } from 'vitest'
import { formatSection } from './report.ts'

it('sets ours, the other, the ratio and the target side by side', () => {
  const text = formatSection(
    {
      title: 'The burst',
      columns: ['preset', 'beforeSend'],
      rows: [
        {
          name: 'arrived',
          ours: { median: 20, low: 20, high: 20, unit: 'events' },
          other: { median: 7, low: 6, high: 8, unit: 'events' },
          target: { text: '20 of 20', isMet: false },
        },
      ],
    },
    (word) => word,
  )
  expect(text).toMatchInlineSnapshot(`
    "The burst
                  preset  beforeSend  quartiles  target
      arrived  20 events    7 events      6 – 8  20 of 20  MISSED"
  `)
})
