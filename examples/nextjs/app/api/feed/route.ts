import { supplier } from '../../../lib/supplier'

/** Hands the supplier's answer on as it comes. */
export async function GET(): Promise<Response> {
  const response = await fetch(supplier('break'))
  return new Response(response.body)
}
