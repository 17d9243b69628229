/** One thing that happens in this shop, and what should become of it. */
export interface Case {
  readonly title: string
  readonly what: string
  readonly href: string
  /** What reaches the inbox, in words; undefined where nothing should. */
  readonly inbox?: string
}

export interface CaseGroup {
  readonly title: string
  readonly cases: readonly Case[]
}

export const GROUPS: readonly CaseGroup[] = [
  {
    title: 'Server components',
    cases: [
      { title: 'An offer that has moved', what: 'redirect(), reported on its way', href: '/shop/redirect' },
      { title: 'An article that is gone', what: 'notFound(), reported on its way', href: '/shop/missing' },
      { title: 'The stock room', what: 'forbidden(), reported on its way', href: '/shop/forbidden' },
      { title: 'My orders', what: 'unauthorized(), reported on its way', href: '/shop/sign-in' },
      {
        title: 'The price list',
        what: 'A server component fails; error.tsx reports what the browser gets of it',
        href: '/shop/broken',
        inbox: 'one event, of the server',
      },
      {
        title: 'The opening hours',
        what: 'A client component fails on the server; the browser repairs it, and is told why',
        href: '/shop/hours',
        inbox: 'one event, of the server',
      },
      {
        title: "The day's report",
        what: 'A page that was to be static reads headers',
        href: '/shop/report/monday',
        inbox: 'one event: Next cannot serve it',
      },
      { title: 'The slow catalogue', what: 'Streams; close the tab while it does', href: '/shop/slow' },
    ],
  },
  {
    title: 'Client components and actions',
    cases: [
      { title: 'The browser', what: 'Errors in handlers and renders', href: '/browser', inbox: 'see there' },
      { title: 'The checkout', what: 'Server actions', href: '/checkout', inbox: 'see there' },
    ],
  },
  {
    title: 'Route handlers',
    cases: [
      { title: 'Orders', what: 'The handler throws', href: '/api/orders', inbox: 'one event' },
      { title: 'Leave', what: 'redirect(), reported on its way', href: '/api/leave' },
      { title: 'Export', what: 'Waits for a slow supplier; stop loading', href: '/api/export' },
      {
        title: 'Feed',
        what: 'The supplier breaks off in the middle',
        href: '/api/feed',
        inbox: 'one event (two, as the supplier is this app itself)',
      },
      { title: 'Edge', what: 'redirect() at the edge, reported on its way', href: '/api/edge?do=redirect' },
      {
        title: 'Edge, reported',
        what: 'A failure at the edge, reported on its way',
        href: '/api/edge?do=report',
        inbox: 'one event',
      },
      {
        title: 'Edge, broken',
        what: 'A handler at the edge throws',
        href: '/api/edge?do=fail',
        inbox: 'one event',
      },
    ],
  },
  {
    title: 'Proxy',
    cases: [
      { title: 'The old address', what: 'The proxy answers with a redirect', href: '/old' },
      {
        title: 'A broken proxy',
        what: 'The proxy throws',
        href: '/proxy/broken',
        inbox: 'two events: Next then stumbles as well',
      },
      {
        title: 'redirect() in the proxy',
        what: 'Nobody acts on the signal there: the visitor gets an error',
        href: '/proxy/redirect',
        inbox: 'two events: Next then stumbles as well',
      },
    ],
  },
  {
    title: 'Pages Router',
    cases: [
      { title: 'A moved page', what: 'getServerSideProps answers with a redirect', href: '/legacy/moved' },
      { title: 'A missing page', what: 'getServerSideProps answers notFound', href: '/legacy/gone' },
      {
        title: 'A broken page',
        what: 'getServerSideProps throws',
        href: '/legacy/broken',
        inbox: 'one event',
      },
      { title: 'A broken API', what: 'The API route throws', href: '/api/legacy-broken', inbox: 'one event' },
    ],
  },
]
