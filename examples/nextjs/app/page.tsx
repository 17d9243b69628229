import { type Case, GROUPS } from '../lib/cases'

export default function Home() {
  return (
    <>
      <h1>Everything here fails on purpose</h1>
      <p>
        Some of it is a bug, some is not. Follow the links, then look at the <a href="/inbox">inbox</a>.
      </p>
      {GROUPS.map(({ title, cases }) => (
        <section key={title}>
          <h2>{title}</h2>
          <div className="cases">
            {cases.map((one) => (
              <CaseLink key={one.href} {...one} />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

function CaseLink({ title, what, href, inbox }: Case) {
  return (
    <a className="case" href={href}>
      <strong>{title}</strong>
      <span>{what}</span>
      <em className={inbox ? 'bug' : 'noise'}>{inbox ?? 'nothing in the inbox'}</em>
    </a>
  )
}
