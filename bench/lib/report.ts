/**
 * What a part of the benchmarks found, as plain data, and docs/benchmarks.md made of all parts' data.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { REPOSITORY } from './repository.ts'

/** A measured value that has something to meet. */
export interface Figure {
  readonly what: string
  /** As people read it, with its unit. */
  readonly value: string
  /** How far single measurements lie apart, '' where nothing varies. */
  readonly spread: string
  readonly target: string
  readonly met: boolean
}

export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Part {
  readonly title: string
  /** How it was measured: Markdown. */
  readonly how: string
  readonly figures: readonly Figure[]
  readonly tables: readonly Table[]
  /** What else there is to know: Markdown, a paragraph each. */
  readonly notes: readonly string[]
  /** Pictures in docs/images. */
  readonly images: readonly { readonly file: string; readonly text: string }[]
}

export interface Result extends Part {
  readonly date: string
  readonly machine: string
}

/** In the order of the document. */
export const PART_NAMES = ['startup', 'waiting', 'downloads', 'policy', 'fleet'] as const
export type PartName = (typeof PART_NAMES)[number]

const DOCUMENT = join(REPOSITORY, 'docs/benchmarks.md')
const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\` (\`npm run bench -- PART\` for one part: ${PART_NAMES.join(', ')}); do not edit. Times are compared
side by side in one run, since only ratios carry over to another machine; simulations have fixed seeds. No test measures time.
`

/** Keeps a part's result in bench/results and writes the document anew from all results there. */
export async function saveResult(name: PartName, part: Part): Promise<void> {
  const result: Result = { date: new Date().toISOString().slice(0, 10), machine: describeMachine(), ...part }
  await write(resultPath(name), JSON.stringify(result))
  const known = PART_NAMES.filter((each) => existsSync(resultPath(each)))
  const results = known.map((each) => readResult(resultPath(each)))
  await write(DOCUMENT, [INTRODUCTION, overview(results), ...results.map(section)].join('\n\n'))
}

function readResult(path: string): Result {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isResult(value)) throw new Error(`${path} is no result of a benchmark`)
  return value
}

/** As deep as needed to tell a result from another file: only `saveResult` writes there. */
function isResult(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && 'figures' in value && 'machine' in value
}

/** Puts a plot where `Part.images` finds it. */
export function savePicture(file: string, svg: string): void {
  const path = join(REPOSITORY, 'docs/images', file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, svg)
}

/** A part's figures as people see them in the terminal. */
export function figureLines(figures: readonly Figure[]): string[] {
  return figures.map(
    ({ what, value, spread, target, met }) =>
      `${met ? 'met    ' : 'NOT MET'}  ${what}: ${value}${spread === '' ? '' : ` (${spread})`}; target ${target}`,
  )
}

function overview(results: readonly Result[]): string {
  const rows = results.flatMap(({ figures }) => figures.map(figureRow))
  return `## All targets\n\n${markdownTable(FIGURE_HEAD, rows)}`
}

function section(result: Result): string {
  const { title, date, machine, how, figures, tables, notes, images } = result
  return [
    `## ${title}`,
    `${date}, ${machine}.`,
    how,
    figures.length === 0 ? '' : markdownTable(FIGURE_HEAD, figures.map(figureRow)),
    ...images.map(({ file, text }) => `![${text}](images/${file})`),
    ...tables.map((table) => `### ${table.title}\n\n${markdownTable(table.head, table.rows)}`),
    ...notes,
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

const FIGURE_HEAD = ['figure', 'measured', 'spread', 'target', '']

function figureRow({ what, value, spread, target, met }: Figure): string[] {
  return [what, value, spread, target, met ? 'met' : '**not met**']
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}

function describeMachine(): string {
  const [processor] = cpus()
  const gib = Math.round(totalmem() / 2 ** 30)
  const model = processor?.model.trim() ?? ''
  return [
    `${process.platform} ${process.arch}`,
    ...(model === '' ? [] : [model]),
    `${cpus().length} cores`,
    `${gib} GiB`,
    `Node ${process.version}`,
  ].join(', ')
}

function resultPath(name: PartName): string {
  return join(REPOSITORY, 'bench/results', `${name}.json`)
}

/** Laid out as the rest of the repository, so that the format check has nothing to say. */
async function write(path: string, text: string): Promise<void> {
  const options = await resolveConfig(path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await format(text, { ...options, filepath: path }))
}
