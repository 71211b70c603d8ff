/**
 * No example may rot: each is run by one of these tests.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PROJECT } from '../../tools/packages.ts'

const read = (pattern: string): [string, string][] =>
  globSync(join(PROJECT, pattern)).map((path) => [basename(path), readFileSync(path, 'utf8')])
const examples = read('examples/*.yml')
const specs = read('__tests__/workflows/*.spec.ts').join('\n')

test.each(examples)('examples/%s is run by a test, or by an example that is', (name) => {
  const callers = examples.filter(([, source]) => source.includes(`/${name}`)).map(([caller]) => caller)
  expect([name, ...callers].filter((way) => specs.includes(`'${way}'`))).not.toEqual([])
})
