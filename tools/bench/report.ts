/**
 * The results of the benchmarks: JSON in tools/bench/results, and tables in docs/benchmarks.md, each between two comments that name
 * the benchmark. The text around the tables is written by hand.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { REPOSITORY } from '../stand-ins/runner/setup.ts'
import { median, quantile } from './stats.ts'

/** Every target is a ratio of two values of the same run: only a ratio holds on other machines. */
export interface Target {
  readonly what: string
  /** One for each round. */
  readonly ratios: readonly number[]
  readonly atMost: number
}

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Result {
  readonly targets: readonly Target[]
  readonly tables: readonly Table[]
}

const RESULTS = join(REPOSITORY, 'tools/bench/results')
const DOCUMENT = join(REPOSITORY, 'docs/benchmarks.md')

/** Keeps a result, and writes the tables of all kept results into the document. */
export async function save(name: string, result: Result): Promise<void> {
  const measured = `${new Date().toISOString().slice(0, 10)}, ${describeMachine()}`
  await write(join(RESULTS, `${name}.json`), JSON.stringify({ measured, ...result }))
  let document = readFileSync(DOCUMENT, 'utf8')
  for (const file of readdirSync(RESULTS)) document = putTables(document, basename(file, '.json'))
  await write(DOCUMENT, document)
}

/** A target in one line, for the terminal. */
export function sentenceOf(target: Target): string {
  const [what, measured, , atMost, met] = targetRow(target)
  return `${met}: ${what}: ${measured}, at most ${atMost}`
}

function putTables(document: string, name: string): string {
  const [begin, end] = [`<!-- ${name}: written by npm run bench -->`, `<!-- end of ${name} -->`]
  const [before, old] = document.split(begin)
  const after = old?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`${DOCUMENT} has no place for ${name}`)
  return [before, begin, tablesOf(name), end, after].join('\n\n')
}

function tablesOf(name: string): string {
  const result: unknown = JSON.parse(readFileSync(join(RESULTS, `${name}.json`), 'utf8'))
  if (!isKept(result)) throw new Error(`tools/bench/results/${name}.json is not a result of a benchmark`)
  const targets = { head: TARGET_HEAD, rows: result.targets.map(targetRow) }
  return [targets, ...result.tables].map(markdownTable).join('\n\n') + `\n\nMeasured on ${result.measured}.`
}

/** Checked only superficially, since only `save` writes there. */
function isKept(value: unknown): value is Result & { readonly measured: string } {
  return typeof value === 'object' && value !== null && 'targets' in value && 'measured' in value
}

const TARGET_HEAD = ['ratio', 'measured', 'quartiles', 'at most', '']

function targetRow({ what, ratios, atMost }: Target): string[] {
  const quartiles = [0.25, 0.75].map((q) => quantile(ratios, q).toFixed(2)).join(' to ')
  const middle = median(ratios)
  return [
    what,
    middle.toFixed(2),
    ratios.length > 1 ? quartiles : '',
    String(atMost),
    middle <= atMost ? 'met' : 'NOT MET',
  ]
}

function markdownTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}

function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  return `${process.platform} ${process.arch}, ${model}, ${cpus().length} cores, Node ${process.version}`
}

/** Formatted like the rest of the repository, for the format check. */
async function write(path: string, text: string): Promise<void> {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
}
