/**
 * Holds together what must not drift apart: `action.yml`, the names in the code, and the tables of the README.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { DEFAULTS, INPUT_NAMES } from '../../../src/inputs/inputs.ts'
import { isJsonObject, type JsonObject } from '../../../src/text/json.ts'
import type { Reason } from '../../../src/outcome.ts'
import { OUTPUT_NAMES } from '../../../src/tell/outputs.ts'

const readme = readFileSync('README.md', 'utf8')
const action = asObject(parse(readFileSync('action.yml', 'utf8')))
const declaredInputs = asObject(action['inputs'])
const declaredOutputs = asObject(action['outputs'])

/** The type makes sure that none is missing and none too many. */
const REASONS: Readonly<Record<Reason, true>> = {
  completed: true,
  'task-failed': true,
  'task-cancelled': true,
  'task-timeout': true,
  'wait-timeout': true,
  unreachable: true,
  interrupted: true,
  unauthorized: true,
  'not-found': true,
  rejected: true,
  'bad-answer': true,
  'audio-missing': true,
  'audio-invalid': true,
  'download-failed': true,
  'bad-input': true,
  'internal-error': true,
}

test('action.yml declares the inputs that the code knows, and no other', () => {
  expect(Object.keys(declaredInputs).sort()).toEqual([...INPUT_NAMES].sort())
})

test('action.yml declares the outputs that the code writes, and no other', () => {
  expect(Object.keys(declaredOutputs).sort()).toEqual([...OUTPUT_NAMES].sort())
})

test('the defaults in action.yml are those of the code', () => {
  const defaults = Object.entries(declaredInputs)
    .map(([name, input]) => [name, asObject(input)['default']])
    .filter(([, value]) => value !== undefined)
  expect(Object.fromEntries(defaults)).toEqual(DEFAULTS)
})

test('every input and output has a description that is one line', () => {
  for (const declared of [...Object.values(declaredInputs), ...Object.values(declaredOutputs)]) {
    expect(asObject(declared)['description']).toMatch(/^\S.*\.$/)
  }
})

test('the README has a row for every input of action.yml, with whether it is required and its default', () => {
  const rows = table('input').map(([name, required, byDefault]) => [name, required, byDefault])
  expect(rows).toEqual(
    Object.entries(declaredInputs).map(([name, input]) => {
      const { required, default: byDefault } = asObject(input)
      return [name, required === true ? 'yes' : 'no', typeof byDefault === 'string' ? byDefault : '']
    }),
  )
})

test('the README has a row for every output of action.yml', () => {
  expect(table('output').map(([name]) => name)).toEqual(Object.keys(declaredOutputs))
})

test('the README has a row for every reason', () => {
  expect(
    table('reason')
      .map(([name]) => name)
      .sort(),
  ).toEqual(Object.keys(REASONS).sort())
})

test('the action runs the file that the build makes, on Node 24', () => {
  expect(action['runs']).toEqual({ using: 'node24', main: 'dist/index.js' })
})

/** The rows of the README's table whose first column is headed so, without the code marks. */
function table(heading: string): string[][] {
  const lines = readme.split('\n')
  const start = lines.findIndex((line, at) => cells(line)[0] === heading && lines[at + 1]?.startsWith('| --'))
  expect(start).toBeGreaterThan(0)
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map(cells)
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'))
}

function asObject(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Error('this is no mapping')
  return value
}
