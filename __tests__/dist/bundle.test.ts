/** What dist/ is made of: see tools/build/. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (path: string): string => readFileSync(path, 'utf8')

test('dist/ has a program for every step, what only a download loads, and the inspector', () => {
  expect(readdirSync('dist').sort()).toEqual([
    'audio.js',
    'index.js',
    'inspector.js',
    'licenses.txt',
    'package.json',
  ])
  expect(read('dist/licenses.txt')).toMatch(
    /^mediabunny .*MPL-2\.0.*\nSource code: npm pack mediabunny@\S+, or https:/m,
  )
})

test('dist/index.js is small enough to be read: at most 256 kB, not minified', () => {
  const bundle = read('dist/index.js')
  expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(256_000)
  expect(bundle.split('\n').length).toBeGreaterThan(2_000)
})

test.each(['dist', 'rehearsal/dist'])('%s/licenses.txt names each package whose code is there', (dist) => {
  const bundled = new Set(scripts(dist).flatMap((file) => linesOf(read(file))))
  const shipped = packages()
  // A line that compilers write into several packages proves nothing.
  const owners = Map.groupBy(
    shipped.flatMap((name) => [...linesOfPackage(name)].map((line) => ({ name, line }))),
    ({ line }) => line,
  )
  const found = [...owners].filter(([line, { length }]) => length === 1 && bundled.has(line))
  const listed = read(`${dist}/licenses.txt`).matchAll(/^(\S+) (\S+) \(.+\)\nSource code: /gm)
  const names = found.flatMap(([, [owner]]) => owner?.name ?? [])
  expect([...listed].map((match) => match[1])).toEqual([...new Set(names)].sort())
  expect(names).toContain('@actions/core')
  // It would cost every step 0.9 MB. Importing more of the toolkit's client would bring it in.
  expect(names).not.toContain('undici')
})

/** The packages that package-lock.json has for src/, and not only for its tests. */
function packages(): string[] {
  return [...read('package-lock.json').matchAll(/^ {4}"node_modules\/(.+)": \{\n((?: {6}.*\n)*)/gm)]
    .filter(([, , entry]) => entry?.includes('"dev": true') === false)
    .flatMap((match) => match[1] ?? [])
}

const linesOfPackage = (name: string): Set<string> =>
  new Set(scripts(join('node_modules', name)).flatMap((file) => linesOf(read(file))))

/** Lines that two packages cannot share by chance. */
const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim().length > 50)

const scripts = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => join(folder, name))
