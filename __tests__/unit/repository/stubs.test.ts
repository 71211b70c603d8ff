/** What our dependencies import of the packages that are stubbed (see stubs/README.md): no more than the stubs have. */
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

test('@actions/core imports @actions/exec for its platform details, and nowhere else', () => {
  expect(importsOf('node_modules/@actions/core/lib', '@actions/exec')).toEqual(['* as exec'])
  const platform = readFileSync('node_modules/@actions/core/lib/platform.js', 'utf8')
  expect(new Set(platform.match(/exec\.\w+/g))).toEqual(new Set(['exec.getExecOutput']))
})

test.each([
  ['undici', 'ProxyAgent', 'getAgentDispatcher'],
  ['@actions/exec', 'getExecOutput', 'platform.getDetails'],
])('the stub of %s says by whom it was called for', async (name, exportName, caller) => {
  const stub = readFileSync(`node_modules/${name}/index.js`, 'utf8')
  expect(stub).toContain(caller)
  expect(stub.match(/^export /gm)).toHaveLength(1)
  const exported: unknown = await import(name)
  expect(exported).toHaveProperty(exportName)
})

test('dist/index.js is small enough to be read: at most 256 kB, not minified', () => {
  const bundle = readFileSync('dist/index.js', 'utf8')
  expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(256_000)
  expect(bundle.split('\n').length).toBeGreaterThan(2_000)
})
