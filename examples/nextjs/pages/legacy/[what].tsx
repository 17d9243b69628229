import type { GetServerSideProps } from 'next'

export default function Legacy() {
  return <h1>The old shop</h1>
}

export const getServerSideProps: GetServerSideProps = async ({ params }) => {
  if (params?.what === 'moved') return { redirect: { destination: '/', permanent: false } }
  if (params?.what === 'broken') throw new Error('The old shop has no stock')
  return { notFound: true }
}
