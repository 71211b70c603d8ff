/**
 * Looks at everything that a step left behind with the runner's own eyes, and says what should not be there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finished } from '../run-action.ts'
import { splitLines, SUMMARY_LIMIT_BYTES, type Command } from '../runner-protocol.ts'
import { OUTPUT_NAMES } from '../../../src/report/outputs.ts'

/** The heads of the annotations that the action writes. Nothing from outside is ever in one. */
const TITLE =
  /^(?:Bad input|(?:More )?MountSea [A-Za-z ]+|Unknown MountSea status|Wait for MountSea task[a-z :]*|Outputs? [a-z ]+)$/

/** Control, format and separator characters but for a joiner: none of them may be in a line that people read. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** What would be alive in a summary: none of it is ever written by the action itself. */
const ALIVE = [
  '<script',
  '<img',
  'javascript:',
  '![',
  '@octocat',
  '%%{',
  '::add-mask',
  '##[add-mask',
  'alert(1)',
  '</pre></code>',
  '\u202e',
  '\u001b',
  '\0',
]

/** The lines of both streams that are no commands. */
function plainLines({ stdout, stderr }: Finished): string[] {
  return [...splitLines(stdout), ...splitLines(stderr)].filter(
    (line) => !/^::(?:error|warning|debug|add-mask)[ :]/.test(line),
  )
}

/** What is wrong with the step's lines and files, in a list that is empty when all is well. */
export function complaints(finished: Finished, key: string): string[] {
  return [
    ...finished.commands.flatMap((command) => wrongWith(command, key)),
    ...(finished.commands.filter(({ name }) => name === 'add-mask').length === 1 ? [] : ['not one add-mask']),
    ...plainLines(finished).flatMap((line) =>
      INVISIBLE.test(line) ? [`invisible character in ${JSON.stringify(line)}`] : [],
    ),
    ...(finished.stderr === '' ? [] : [`standard error: ${finished.stderr}`]),
    ...Object.keys(finished.outputs).flatMap((name) =>
      isOurs(name) ? [] : [`an output named ${JSON.stringify(name)}`],
    ),
    ...OUTPUT_NAMES.filter((name) => finished.outputs[name] === undefined).map((name) => `no output ${name}`),
    ...Object.entries(finished.outputs).flatMap(([name, value]) =>
      Buffer.byteLength(value) > 120_000 ? [`${name} has ${Buffer.byteLength(value)} bytes`] : [],
    ),
    ...wrongWithSummary(finished.summary),
    ...wrongWithFiles(finished),
  ]
}

function isOurs(name: string): boolean {
  return OUTPUT_NAMES.some((known) => known === name)
}

function wrongWith({ name, properties, message, syntax }: Command, key: string): string[] {
  const told = JSON.stringify({ name, properties, message: message.slice(0, 200), syntax })
  const isAllowed =
    (name === 'add-mask' && message === key) ||
    name === 'debug' ||
    ((name === 'error' || name === 'warning') && TITLE.test(properties['title'] ?? ''))
  const extra = Object.keys(properties).filter((property) => property !== 'title')
  const isPlain = syntax === '::' && extra.length === 0 && !INVISIBLE.test(message)
  return isAllowed && isPlain ? [] : [`command ${told}`]
}

function wrongWithSummary(summary: string): string[] {
  const bytes = Buffer.byteLength(summary)
  return [
    ...(bytes > SUMMARY_LIMIT_BYTES ? [`a summary of ${bytes} bytes`] : []),
    ...ALIVE.filter((piece) => summary.includes(piece)).map(
      (piece) => `${JSON.stringify(piece)} in the summary`,
    ),
  ]
}

/** All files are where they belong, under plain names, and the record file is JSON. */
function wrongWithFiles({ workspace, runnerTemp, outputs }: Finished): string[] {
  const saved = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const strange = saved.filter(
    ({ name, parentPath }) =>
      parentPath !== join(workspace, 'audio') || !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name),
  )
  const records = readdirSync(runnerTemp, { withFileTypes: true }).filter((entry) => entry.isFile())
  const path = outputs['resultPath'] ?? ''
  const isJson = path === '' || Array.isArray(JSON.parse(readFileSync(path, 'utf8')))
  return [
    ...strange.map(({ name }) => `a file named ${JSON.stringify(name)}`),
    ...(records.length <= 1 ? [] : ['more than one record file']),
    ...(isJson ? [] : ['the record file is no JSON array']),
  ]
}
