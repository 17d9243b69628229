/** Stops waiting for the supplier when the visitor leaves. */
export async function GET(request: Request): Promise<Response> {
  const origin = `http://127.0.0.1:${process.env.PORT ?? 3000}`
  const response = await fetch(`${origin}/api/upstream?do=wait`, { signal: request.signal })
  return new Response(await response.text())
}
