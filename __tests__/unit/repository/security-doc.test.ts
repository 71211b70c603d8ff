// docs/security.md names the test behind each claim: the test must be there.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const doc = new URL('../../../docs/security.md', import.meta.url)
const links = [...readFileSync(doc, 'utf8').matchAll(/\[([^[\]]+)\]\((\.\.\/__tests__\/[^)#]+\.ts)\)/g)]
const claims = links.map(([, name = '', path = '']) => ({ name, path }))

test('the page names the tests behind its claims', () => {
  expect(claims.length).toBeGreaterThan(40)
})

test.each(claims)('$path has: $name', ({ name, path }) => {
  const file = fileURLToPath(new URL(path, doc))
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain(name)
})
