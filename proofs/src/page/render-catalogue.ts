import { type Library, type Rule, writeQuestion } from '@sentry-presets/core'
import { type Field, FIELDS, type StatedCase, type StatedProof } from '../load-proofs.ts'
import { BUNDLE } from '../proof/proof.ts'
import type { InstalledPackage } from './installed-version.ts'

export type ReadInstalled = (specifier: string) => InstalledPackage | undefined

/** The page of the whole catalogue, made of its rules and of what their proofs state. */
export function renderCatalogue(proofs: readonly StatedProof[], readInstalled: ReadInstalled): string {
  const libraries = new Set(proofs.map(({ library }) => library))
  const rules = [...libraries].flatMap((library) => library.rules ?? [])
  const cases = proofs.flatMap((proof) => proof.cases)
  const sections = (Object.entries(FIELDS) as [Field, string][]).map(([field, title]) => ({
    title,
    libraries: [...libraries]
      .filter((library) => proofs.some((proof) => proof.field === field && proof.library === library))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  }))
  return [
    INTRODUCTION,
    `${libraries.size} libraries, ${rules.length} rules, ${cases.length} errors that are provoked:`,
    sections.map(({ title, libraries: own }) => `- ${title}: ${own.map(linkTo).join(', ')}`).join('\n'),
    ...sections.flatMap(({ title, libraries: own }) => [
      `## ${title}`,
      ...own.map((library) => renderLibrary(library, proofs, readInstalled)),
    ]),
    '',
  ].join('\n\n')
}

const INTRODUCTION = `<!-- Written by \`npm run catalogue\` from the rules and their proofs. -->

# The catalogue

What each library throws when nothing is wrong, and what only looks like it. A rule is listed with its id (which leads to its source), its verdict, and the errors it was proven with: those that it decides, and near misses that it must let by. Each of them is provoked on the real library, in each of the named versions in which it exists, and goes through the real SDK. What no rule knows is a bug and is sent. A rule may name further codes and texts of the same kind; what was provoked is what is listed.

[The four verdicts](how-it-works.md) in short: a **bug** is sent; a **transient** is held back where the code can handle it, and the first of an hour sent where nobody did; **expected** is held back unless nobody handled it; **control flow** is never sent. A **veto** is a bug that looks like noise, asked before everything else.

*In a bundle* tells whether the rule still speaks where an application is shipped as one minified file without class names: **yes**; **some** of its errors; or **no**, and then they are unknown and sent.

The rules of NestJS, Next.js and browsers are in [their](../packages/nestjs) [own](../packages/nextjs) [packages](../packages/browser), proven in \`e2e/\`.`

function linkTo({ name }: Library): string {
  return `[${name}](#${name.replaceAll('.', '')})`
}

function renderLibrary(
  library: Library,
  proofs: readonly StatedProof[],
  readInstalled: ReadInstalled,
): string {
  const own = proofs.filter((proof) => proof.library === library)
  const versions = own.flatMap(({ modules }) =>
    Object.keys(modules).map((key) => nameVersion(key, readInstalled)),
  )
  const against = own.map((proof) => proof.against)
  return [
    `### ${library.name}`,
    `${versions.join(', ')}, against ${against.join('; ')}.${writeBundle(own)}`,
    ...renderWrappers(library),
    ...renderRules(library, proofs),
    ...renderUnknown(own),
  ].join('\n\n')
}

function nameVersion(key: string, readInstalled: ReadInstalled): string {
  const found = readInstalled(key)
  return found ? `${found.name} ${found.version}` : key
}

function writeBundle(proofs: readonly StatedProof[]): string {
  const reasons = proofs.flatMap(({ bundle }) => ('impossible' in bundle ? [bundle.impossible] : []))
  return reasons.map((reason) => ` Not tried in a bundle: ${reason}.`).join('')
}

function renderWrappers({ wrappers = [] }: Library): readonly string[] {
  const lines = wrappers.map(
    ({ when, through }) =>
      `\`${writeQuestion(when)}\` through ${through.map((field) => `\`${field}\``).join(', ')}`,
  )
  return lines.length === 0 ? [] : [`As good as what it carries: ${lines.join('; ')}.`]
}

function renderRules(library: Library, proofs: readonly StatedProof[]): readonly string[] {
  const { rules = [] } = library
  if (rules.length === 0) return []
  const rows = rules.map((rule) => {
    const cells = [
      `[${rule.id.slice(rule.id.indexOf('/') + 1)}](${rule.source ?? ''})`,
      writeVerdict(rule),
      `${escape(rule.reason)}${writeBudget(rule)}`,
      listCases(library, proofs, (stated) => stated.rule === rule.id),
      listCases(library, proofs, ({ nearMissOf = [] }) => nearMissOf.includes(rule.id)),
      writeInBundle(rule, proofs),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [[...TABLE_HEAD, ...rows].join('\n')]
}

const TABLE_HEAD = [
  '| rule | verdict | why | proven with | let by | in a bundle |',
  '|---|---|---|---|---|---|',
]

function writeVerdict({ verdict, veto }: Rule): string {
  if (veto === true) return 'bug, veto'
  return verdict === 'control-flow' ? 'control flow' : verdict
}

function writeBudget({ budget }: Rule): string {
  return budget ? ` News beyond ${budget.max} in ${budget.per}.` : ''
}

/** Whether the rule still speaks there, as far as the cases it decides have been tried in one. */
function writeInBundle(rule: Rule, proofs: readonly StatedProof[]): string {
  const tried = proofs
    .filter(({ bundle }) => 'entry' in bundle)
    .flatMap(({ cases }) => cases)
    .filter((stated) => stated.rule === rule.id && (stated.only ?? [BUNDLE]).includes(BUNDLE))
  const told = tried.filter(
    ({ inBundle }) => inBundle === undefined || (inBundle !== 'cannot tell' && inBundle.rule === rule.id),
  )
  if (tried.length === 0) return 'not tried'
  if (told.length === tried.length) return 'yes'
  return told.length === 0 ? 'no' : 'some'
}

/** What no rule decides, which is as much a part of the promise. */
function renderUnknown(own: readonly StatedProof[]): readonly string[] {
  const sent = own.flatMap(({ cases }) => cases.filter(({ rule }) => rule === undefined))
  return sent.length === 0 ? [] : [`Sent, because no rule knows it: ${listNames(sent)}.`]
}

/** By name those of the library's own proof, by number the errors of others that come to the same rule. */
function listCases(
  library: Library,
  proofs: readonly StatedProof[],
  isListed: (stated: StatedCase) => boolean,
): string {
  const own = proofs
    .filter((proof) => proof.library === library)
    .flatMap(({ cases }) => cases.filter(isListed))
  const others = proofs.filter((proof) => proof.library !== library)
  const count = others.flatMap(({ cases }) => cases.filter(isListed)).length
  const names = listNames(own)
  if (count === 0) return names
  return [...(names === '' ? [] : [names]), `${count} in proofs of other libraries`].join('; ')
}

function listNames(cases: readonly StatedCase[]): string {
  const names = cases.map(({ name }) => escape(name.replace(/^(?:holds back|keeps) /, '')))
  return [...new Set(names)].join('; ')
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
