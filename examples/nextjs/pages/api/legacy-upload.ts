import { text } from 'node:stream/consumers'
import type { NextApiRequest, NextApiResponse } from 'next'

export const config = { api: { bodyParser: false } }

/** Reads the upload itself, as handlers of large files do. */
export default async function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const body = await text(request)
  response.status(200).json({ length: body.length })
}
