/** Turns Stryker's report into Markdown: the score of each file, and each survivor by file and function, with its reason. */
import { functionAt, textBetween, type Position } from './source.ts'
import { SURVIVORS, type Explanation } from './survivors.ts'

/** The part of Stryker's report that is used here. */
interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>
}

interface Mutant {
  readonly replacement?: string
  readonly status: string
  readonly location: { readonly start: Position; readonly end: Position }
}

interface Survivor {
  readonly file: string
  readonly inside: string
  readonly before: string
  readonly after: string
}

export interface Description {
  readonly markdown: string
  readonly unexplained: readonly Survivor[]
  /** Explanations of mutants that no longer survive. */
  readonly unused: readonly Explanation[]
}

/** Longer pieces of code are cut, so that the table stays readable. */
const LONGEST_CODE = 70

export function parseReport(text: string): Report {
  const report: unknown = JSON.parse(text)
  if (!isReport(report)) throw new Error('this is not a report of Stryker')
  return report
}

/** Trusts the rest to Stryker, whose version is pinned. */
function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'files' in value
}

export function describeReport(report: Report): Description {
  const survivors = survivorsOf(report)
  return {
    markdown: [...scores(report), '', '### Survivors', '', ...survivorTable(survivors), ''].join('\n'),
    unexplained: survivors.filter((survivor) => explanationOf(survivor) === undefined),
    unused: SURVIVORS.filter((entry) => !survivors.some((survivor) => explanationOf(survivor) === entry)),
  }
}

function scores({ files }: Report): readonly string[] {
  const entries = Object.entries(files).filter(([, { mutants }]) => counted(mutants) > 0)
  const mutantsOf = (some: typeof entries): readonly Mutant[] => some.flatMap(([, { mutants }]) => mutants)
  const perfect = entries.filter(([, { mutants }]) => missed(mutants) === 0)
  const rows = entries
    .filter((entry) => !perfect.includes(entry))
    .sort(([, a], [, b]) => percent(a.mutants) - percent(b.mutants))
    .map(([path, { mutants }]) => scoreRow(`\`${path}\``, mutants))
  const all = mutantsOf(entries)
  return [
    `${counted(all)} mutants, of which the tests noticed ${percent(all).toFixed(1)} %.`,
    '',
    '| file | score | a test failed | endless or too slow | survived | not covered | could not be loaded |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    ...(perfect.length === 0 ? [] : [scoreRow(`the others (${perfect.length})`, mutantsOf(perfect))]),
    scoreRow('**together**', all),
  ]
}

function scoreRow(name: string, mutants: readonly Mutant[]): string {
  const counts = [
    tally(mutants, 'Killed'),
    tally(mutants, 'Timeout'),
    tally(mutants, 'Survived'),
    tally(mutants, 'NoCoverage'),
    tally(mutants, 'RuntimeError', 'CompileError'),
  ]
  return `| ${name} | ${percent(mutants).toFixed(1)} % | ${counts.join(' | ')} |`
}

function tally(mutants: readonly Mutant[], ...statuses: readonly string[]): number {
  return mutants.filter(({ status }) => statuses.includes(status)).length
}

function missed(mutants: readonly Mutant[]): number {
  return tally(mutants, 'Survived', 'NoCoverage')
}

/** Those with a verdict. */
function counted(mutants: readonly Mutant[]): number {
  return tally(mutants, 'Killed', 'Timeout') + missed(mutants)
}

function percent(mutants: readonly Mutant[]): number {
  return 100 - (100 * missed(mutants)) / counted(mutants)
}

function survivorsOf({ files }: Report): readonly Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location, replacement = '' }) => ({
        file,
        inside: functionAt(source, location.start),
        before: squeeze(textBetween(source, location.start, location.end)),
        after: squeeze(replacement),
      })),
  )
}

/** The first entry that fits. */
function explanationOf({ file, inside, before, after }: Survivor): Explanation | undefined {
  return SURVIVORS.find(
    (entry) =>
      entry.file === file &&
      entry.inside === inside &&
      entry.before === before &&
      (entry.after === undefined || entry.after === after),
  )
}

/** Those with a reason. The others are too many for a document. */
function survivorTable(survivors: readonly Survivor[]): readonly string[] {
  const rows = survivors.flatMap((survivor) => {
    const { file, inside, before, after } = survivor
    const why = explanationOf(survivor)?.why
    return why === undefined ? [] : [`| ${[file, inside, before, after].map(code).join(' | ')} | ${why} |`]
  })
  const others = survivors.length - rows.length
  return [
    `${others} survivors have no reason yet; the report in \`reports/mutation\` shows them. These have one:`,
    '',
    '| file | function | code | changed to | why no test notices |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ]
}

/** As code in a table's cell. */
function code(text: string): string {
  if (text === '') return '(nothing)'
  const cut = text.length <= LONGEST_CODE ? text : `${text.slice(0, LONGEST_CODE)}…`
  const quoted = cut.includes('`') ? `\`\` ${cut} \`\`` : `\`${cut}\``
  return quoted.replaceAll('|', '\\|')
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
