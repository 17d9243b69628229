import { supplier } from '../../../lib/supplier'

/** Hands the supplier's answer on as it comes. */
export async function GET(request: Request): Promise<Response> {
  const response = await fetch(supplier('break'), { signal: request.signal })
  return new Response(response.body)
}
