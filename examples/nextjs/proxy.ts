import { redirect } from 'next/navigation'
import { type NextRequest, NextResponse } from 'next/server'

export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  if (pathname === '/old') return NextResponse.redirect(new URL('/', request.url))
  if (pathname === '/proxy/broken') throw new Error('The proxy has no session store')
  if (pathname === '/proxy/redirect') redirect('/')
  return NextResponse.next()
}

export const config = { matcher: ['/old', '/proxy/:path*'] }
