'use server'

import * as Sentry from '@sentry/nextjs'
import { forbidden, redirect } from 'next/navigation'

export async function pay(): Promise<void> {
  await Sentry.withServerActionInstrumentation('pay', () => redirect('/'))
}

export async function payForOthers(): Promise<void> {
  await Sentry.withServerActionInstrumentation('payForOthers', () => forbidden())
}

export async function payTwice(): Promise<void> {
  throw new Error('The payment was booked twice')
}
