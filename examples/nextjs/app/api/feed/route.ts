/** Hands the supplier's answer on as it comes. */
export async function GET(): Promise<Response> {
  const origin = `http://127.0.0.1:${process.env.PORT ?? 3000}`
  const response = await fetch(`${origin}/api/upstream?do=break`)
  return new Response(response.body)
}
