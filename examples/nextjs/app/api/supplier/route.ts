import { setTimeout as wait } from 'node:timers/promises'

/** Stands for a supplier that is slow or breaks off in the middle of its answer. */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.get('do') === 'wait') {
    await wait(3_000)
    return new Response('Two hundred articles')
  }
  const encoder = new TextEncoder()
  return new Response(
    new ReadableStream({
      async start(controller) {
        controller.enqueue(encoder.encode('first line\n'))
        await wait(200)
        controller.error(new Error('The supplier broke off'))
      },
    }),
  )
}
