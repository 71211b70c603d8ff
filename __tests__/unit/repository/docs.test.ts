/** What the documents in docs/ name is there. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const design = readFileSync('docs/design.md', 'utf8')
const map = /```text\n(.*?)```/s.exec(design)?.[1] ?? ''

test('the map in docs/design.md names the files of src/ and rehearsal/src/, and no others', () => {
  const named = [...map.matchAll(/[\w-]+\.ts\b/g)].map(([name]) => name)
  const files = globSync(['src/**/*.ts', 'rehearsal/src/*.ts']).map((path) => basename(path))
  expect(named.filter((name) => !files.includes(name))).toEqual([])
  expect(
    globSync('src/**/*.ts')
      .map((path) => basename(path))
      .filter((file) => !named.includes(file)),
  ).toEqual([])
})

test('CONTRIBUTING.md has a row for every command', () => {
  const scripts = /"scripts": \{(.*?)\}/s.exec(readFileSync('package.json', 'utf8'))?.[1] ?? ''
  const names = [...scripts.matchAll(/^ *"([\w:]+)":/gm)].map(([, name = '']) => name)
  const rows = readFileSync('CONTRIBUTING.md', 'utf8')
  const missing = names.filter(
    (name) => !rows.includes(`| \`npm ${name === 'test' ? name : `run ${name}`}\``),
  )
  // npm runs the first by itself; the second is `format` that only looks.
  expect(missing).toEqual(['postinstall', 'format:check'])
})

// The READMEs have tests of their own.
test.each(globSync(['docs/*.md', 'C*.md', 'SECURITY.md', '__tests__/**/README.md']))(
  '%s: every link to a file finds one',
  (path) => {
    const targets = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#:\s]+)(?:#[^)\s]*)?\)/g)]
    const missing = targets
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(dirname(path), target)))
    expect(missing).toEqual([])
  },
)
