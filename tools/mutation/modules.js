/**
 * Loads test files so that their modules can be loaded more than once in a process: the query of a module's URL says for which test
 * file, and for which static mutant, it was loaded. A static mutant is in code that runs while its module is loaded.
 */
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Imports the test file at `path`. For the ID of a static mutant all its modules are loaded anew; otherwise those of src/ are shared
 * with the other test files. Those of the tests never are, since they may register hooks.
 */
export async function importTest(path, mutant) {
  const query = new URLSearchParams(mutant === undefined ? { of: path } : { of: path, mutant })
  await import(`${pathToFileURL(join(process.cwd(), path)).href}?${query}`)
}

/** JavaScript by path. */
const sources = new Map()

registerHooks({
  resolve(name, context, next) {
    // Outside Jest the real module throws.
    if (name === '@jest/globals')
      return { url: 'data:text/javascript,export const { jest } = globalThis', shortCircuit: true }
    const resolved = next(name, context)
    if (!/\/(?:src|__tests__)\/.*\.ts$/.test(resolved.url)) return resolved
    const query = new URLSearchParams(URL.parse(context.parentURL ?? '')?.search)
    if (!resolved.url.includes('/__tests__/')) query.delete('of')
    return { ...resolved, url: `${resolved.url}?${query}` }
  },
  load(url, context, next) {
    if (!url.includes('.ts?')) return next(url, context)
    const path = fileURLToPath(url)
    if (!sources.has(path)) sources.set(path, stripTypeScriptTypes(readFileSync(path, 'utf8')))
    return { format: 'module', source: sources.get(path), shortCircuit: true }
  },
})
