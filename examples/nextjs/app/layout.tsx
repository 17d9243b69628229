import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = { title: 'A shop that fails', description: 'sentry-presets for Next.js' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">A shop that fails</Link>
          <nav>
            <Link href="/inbox" prefetch={false}>
              Inbox
            </Link>
          </nav>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
