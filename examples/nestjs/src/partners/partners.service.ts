import { Injectable } from '@nestjs/common'

/** What a partner answered to a request. */
export interface Reply {
  readonly status: number
}

/** The bank and the mail service, over HTTP. */
@Injectable()
export class PartnersService {
  private readonly url = process.env.PARTNERS_URL ?? 'http://127.0.0.1:3099'

  charge(payment: { order: number; card: string }): Promise<Reply> {
    return this.post('/charges', payment)
  }

  mail(message: { to: string; text: string }): Promise<Reply> {
    return this.post('/mails', message)
  }

  private async post(path: string, body: object): Promise<Reply> {
    const response = await fetch(new URL(path, this.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await response.arrayBuffer()
    return { status: response.status }
  }
}
