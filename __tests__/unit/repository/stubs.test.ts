/** What our dependencies import of the package that is stubbed (see stubs/README.md): no more than the stub has. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The names that the files of a package import from another one. */
function importsOf(folder: string, from: string): string[] {
  const statement = new RegExp(`import\\s+(.+?)\\s+from\\s+['"]${from}['"]`, 'g')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(statement)])
    .map((match) => match[1] ?? '')
}

test('@actions/http-client imports ProxyAgent from undici, and nothing else', () => {
  expect(importsOf('node_modules/@actions/http-client/lib', 'undici')).toEqual(['{ ProxyAgent }'])
})

test.each(['undici'])('the stub of %s says by whom it was called for', async (name) => {
  const stub = readFileSync(`node_modules/${name}/index.js`, 'utf8')
  expect(stub).toContain('getAgentDispatcher')
  expect(stub.match(/^export /gm)).toHaveLength(1)
  expect(await import(name)).toHaveProperty('ProxyAgent')
})

test('dist/index.js is small enough to be read: at most 256 kB, not minified', () => {
  const bundle = readFileSync('dist/index.js', 'utf8')
  expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(256_000)
  expect(bundle.split('\n').length).toBeGreaterThan(2_000)
})
