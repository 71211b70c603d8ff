/** What `action.yml`, the code and the READMEs must have in common: inputs, outputs, reasons, products. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { DEFAULTS, INPUT_NAMES } from '../../../src/inputs/inputs.ts'
import { isJsonObject, type JsonObject } from '../../../src/text/json.ts'
import { PRODUCTS } from '../../../src/mountsea/products.ts'
import { OUTPUT_NAMES } from '../../../src/tell/publish.ts'
import { OUTCOMES } from '../../summaries/outcomes.ts'

const readme = readFileSync('README.md', 'utf8')
const action = asObject(parse(readFileSync('action.yml', 'utf8')))
const declaredInputs = asObject(action['inputs'])
const declaredOutputs = asObject(action['outputs'])
/** The value of a required input is an expression. */
const GIVEN = '(given)'

test('action.yml, the code and the README have the same inputs, with the same defaults', () => {
  expect(Object.keys(declaredInputs).sort()).toEqual([...INPUT_NAMES].sort())
  const defaults = Object.entries(declaredInputs).map(([name, input]) => [name, asObject(input)['default']])
  expect(Object.fromEntries(defaults.filter(([, value]) => value !== undefined))).toEqual(DEFAULTS)
})

test('action.yml, the code and the README have the same outputs', () => {
  expect(firstColumn('output')).toEqual(Object.keys(declaredOutputs))
  expect(Object.keys(declaredOutputs).sort()).toEqual([...OUTPUT_NAMES].sort())
})

test('the README has a row for every reason', () => {
  const reasons = new Set<string>([...OUTCOMES.map(({ kind }) => kind), 'bad-input'])
  expect(firstColumn('reason').sort()).toEqual([...reasons].sort())
})

test("the README's block of inputs has the descriptions and defaults of action.yml", () => {
  const declared = Object.entries(declaredInputs).map(([name, input]) => {
    const { required, default: byDefault = '', description } = asObject(input)
    const isRequired = required === true
    return [name, isRequired ? GIVEN : byDefault, `${String(description)}${isRequired ? ' Required.' : ''}`]
  })
  expect(inputsIn(readme)).toEqual(declared)
})

test('the Chinese block has a comment in Chinese for each input, which says whether it is required', () => {
  const inputs = inputsIn(readFileSync('README.zh-CN.md', 'utf8'))
  expect(inputs.map(([name]) => name)).toEqual(Object.keys(declaredInputs))
  const wrong = inputs.filter(
    ([, value, comment]) =>
      !/\p{Script=Han}.*。$/u.test(comment) || comment.endsWith('必填。') !== (value === GIVEN),
  )
  expect(wrong).toEqual([])
})

test.each(['README.md', 'README.zh-CN.md'])(
  'the table of products in %s has the paths and the words for success of the code',
  (name) => {
    const row = /`endpoint: https:\/\/api\.mountsea\.ai([^`]+)` *\| `(\w+)`/g
    const inReadme = [...readFileSync(name, 'utf8').matchAll(row)].map(([, ...cells]) => cells)
    const inCode = PRODUCTS.map(([path, { statuses }]) => [
      path,
      [...statuses].find(([, meaning]) => meaning === 'completed')?.[0],
    ])
    // The first is the default, which needs no `endpoint`.
    expect(inReadme).toEqual(inCode.slice(1))
  },
)

test('the action runs the file that the build makes, on Node 24', () => {
  expect(action['runs']).toEqual({ using: 'node24', main: 'dist/index.js' })
})

test('the description of action.yml is short enough for the Marketplace: less than 125 characters', () => {
  expect(action['description']).toMatch(/^.{1,124}$/)
})

/** For each input of the block that shows them all: its name, its value (blank for none) and its comment. */
function inputsIn(markdown: string): [name: string, value: string, comment: string][] {
  const [block = ''] = /^```yaml\n(?:(?!```).*\n)*? +max-poll-interval:(?:(?!```).*\n)*/m.exec(markdown) ?? []
  // Comments at the indentation of the names, then the name with its value.
  const shown = block.matchAll(/((?:^ {4}# .*\n)+) {4}([a-z-]+): (.*)$/gm)
  return [...shown].map(([, comments = '', name = '', value = '']) => [
    name,
    value.startsWith('${{') ? GIVEN : value.replace("''", ''),
    comments
      .replaceAll(/^ {4}# /gm, '')
      .trim()
      .replaceAll('\n', ' '),
  ])
}

/** The names in the first column of the README's table with this heading. */
function firstColumn(heading: string): string[] {
  const table = new RegExp(`^\\| \`?${heading}\`? +\\|.*\\n\\| --.*\\n((?:\\|.*\\n)*)`, 'm').exec(readme)
  return [...(table?.[1] ?? '').matchAll(/^\| `([\w-]+)`/gm)].map(([, name = '']) => name)
}

function asObject(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Error('not a mapping')
  return value
}
