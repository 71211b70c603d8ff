/** The files, commands and tests that the documents name exist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

test('the map in docs/design.md names the files of src/ and rehearsal/src/, and no others', () => {
  const map = /```text\n(.*?)```/s.exec(readFileSync('docs/design.md', 'utf8'))?.[1] ?? ''
  const named = [...map.matchAll(/[\w-]+\.ts\b/g)].map(([name]) => name)
  const filesIn = (pattern: string): string[] => globSync(pattern).map((path) => basename(path))
  const files = filesIn('src/**/*.ts')
  expect(files.filter((file) => !named.includes(file))).toEqual([])
  const known = [...files, ...filesIn('rehearsal/src/*.ts')]
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})

test('CONTRIBUTING.md has a row for every command', () => {
  const scripts = /"scripts": \{(.*?)\}/s.exec(readFileSync('package.json', 'utf8'))?.[1] ?? ''
  const names = [...scripts.matchAll(/^ *"([\w:]+)":/gm)].map(([, name = '']) => name)
  const rows = readFileSync('CONTRIBUTING.md', 'utf8')
  const missing = names.filter(
    (name) => !rows.includes(`| \`npm ${name === 'test' ? name : `run ${name}`}\``),
  )
  // npm runs the first by itself; the second is `format` without changes to files.
  expect(missing).toEqual(['postinstall', 'format:check'])
})

test('every test behind a claim of docs/security.md exists', () => {
  const links = readFileSync('docs/security.md', 'utf8').matchAll(
    /\[([^[\]]+)\]\(\.\.\/(__tests__\/[^)#]+\.ts)\)/g,
  )
  const claims = [...links].map(([, name = '', path = '']) => ({ name, path }))
  expect(claims.length).toBeGreaterThan(40)
  const isIn = (text: string, name: string): boolean =>
    ["'", '"', '`'].some((q) => text.includes(q + name + q))
  const missing = claims.filter(
    ({ name, path }) => !existsSync(path) || !isIn(readFileSync(path, 'utf8'), name),
  )
  expect(missing).toEqual([])
})
