import { supplier } from '../../../lib/supplier'

/** Stops waiting for the supplier when the visitor leaves. */
export async function GET(request: Request): Promise<Response> {
  const response = await fetch(supplier('wait'), { signal: request.signal })
  return new Response(await response.text())
}
