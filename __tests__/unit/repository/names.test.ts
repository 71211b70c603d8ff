/**
 * Holds together what must not drift apart: `action.yml`, the names in the code, and the READMEs' block of inputs and tables.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { DEFAULTS, INPUT_NAMES } from '../../../src/inputs/inputs.ts'
import { isJsonObject, type JsonObject } from '../../../src/text/json.ts'
import type { Reason } from '../../../src/outcome.ts'
import { OUTPUT_NAMES } from '../../../src/tell/publish.ts'

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

/** Every input as action.yml has it: whether it is required, else its default, blank where there is none. */
const INPUTS = Object.entries(declaredInputs).map(([name, input]) => {
  const { required, default: byDefault = '', description } = asObject(input)
  return { name, required, byDefault, description }
})

test("the README's block of inputs has every input of action.yml, with its description and its default", () => {
  expect(inputsIn(readme, 'Required.')).toEqual(INPUTS)
})

test('the Chinese block of inputs has the same, with a comment in Chinese for each', () => {
  const inputs = inputsIn(readFileSync('README.zh-CN.md', 'utf8'), '必填。')
  const [shown, declared] = [inputs, INPUTS].map((all) => all.map((input) => ({ ...input, description: '' })))
  expect(shown).toEqual(declared)
  expect(inputs.filter(({ description }) => !/\p{Script=Han}.*。$/u.test(description))).toEqual([])
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

interface ShownInput {
  readonly name: string
  readonly required: boolean
  readonly byDefault: string
  readonly description: string
}

/** The inputs in the block that shows them all. `mark` ends the comment of a required one, whose value is an expression. */
function inputsIn(markdown: string, mark: string): readonly ShownInput[] {
  const blocks = [...markdown.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block)
  const block = blocks.find((text) => text.includes('max-poll-interval:')) ?? ''
  // Comments at the indentation of the names, then the name with its value, in quotes where it is blank.
  const shown = block.matchAll(/((?:^ {4}# .*\n)+) {4}([a-z-]+): (.*)$/gm)
  return [...shown].map(([, comments = '', name = '', value = '']) => {
    const text = comments
      .replaceAll(/^ {4}# /gm, '')
      .trim()
      .replaceAll('\n', ' ')
    const required = text.endsWith(mark) && value.startsWith('${{')
    const description = required ? text.slice(0, -mark.length).trim() : text
    return { name, required, byDefault: required ? '' : value.replace("''", ''), description }
  })
}

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
