import { connection } from 'next/server'

export default async function PriceList() {
  await connection()
  return <p>{formatPrice(undefined)}</p>
}

function formatPrice(price: number | undefined): string {
  if (price === undefined) throw new Error('The price list has no currency')
  return price.toFixed(2)
}
