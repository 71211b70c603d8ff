/**
 * No example may rot: each is run by one of these tests.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { examples } from './support/stage.ts'

const specs = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.spec.ts'))
  .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
  .join('\n')

test.each(Object.keys(examples()))('examples/%s is run by a test, or by an example that is', (name) => {
  const callers = Object.entries(examples()).filter(([, source]) => source.includes(`/${name}`))
  const ways = [name, ...callers.map(([caller]) => caller)].filter((way) => specs.includes(`'${way}'`))
  expect(ways).not.toEqual([])
})
