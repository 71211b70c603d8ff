/**
 * Writes licenses.txt: the packages whose code is in dist/, each with its licence. ncc's own list is not complete: its plugin
 * writes one for each chunk, all under the same name, and only the last chunk's would stay.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A module in a list that `ncc --stats-out` writes. */
type Module = {
  /** `./node_modules/p-limit/index.js`, or for a module without a file such as `external "node:fs"`. */
  readonly name: string
  /** Webpack read it, and then put it into another module or left it out. */
  readonly orphan?: boolean
  /** What was put into it. */
  readonly modules?: readonly Module[]
}
type Stats = {
  readonly modules: readonly Module[]
  readonly warnings: readonly { readonly message: string }[]
}
type Manifest = {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly repository: string | { readonly url: string }
}

/** A file of a package; the first group is the folder of the package. */
const IN_PACKAGE = /^\.\/((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** The folders of the packages whose code is in a bundle. Throws if webpack warned, as it does for a module that it cannot find. */
export function bundledPackages(statsFile: string): string[] {
  const stats: unknown = JSON.parse(readFileSync(statsFile, 'utf8'))
  if (!isStats(stats)) throw new Error(`${statsFile} does not hold the statistics of a webpack build`)
  if (stats.warnings.length > 0) throw new Error(stats.warnings.map(({ message }) => message).join('\n'))
  return stats.modules
    .filter(({ orphan }) => orphan !== true)
    .flatMap((module) => module.modules ?? [module])
    .flatMap(({ name }) => IN_PACKAGE.exec(name)?.[1] ?? [])
}

/** The text of licenses.txt for the packages in these folders: sorted by name, each once. */
export function licensesText(folders: readonly string[]): string {
  const entries = new Set(folders.map(entryOf))
  return [...entries].sort().join(`\n${'-'.repeat(80)}\n\n`)
}

/** Throws if the package has no file with its licence. */
function entryOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:\.\w+)?$/i.test(name))
  if (!isManifest(manifest) || file === undefined) throw new Error(`${folder} has no licence`)
  const { name, version, license, repository } = manifest
  const url = typeof repository === 'string' ? repository : repository.url
  // A repository may be given as OWNER/NAME alone. The MPL-2.0 asks for the place of the source of this very version.
  const place = new URL(url.replace(/^git\+/, ''), 'https://github.com/').href
  const source = `Source code: npm pack ${name}@${version}, or ${place}`
  // Some packages end lines with CRLF, which git would change on the way into the repository.
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return `${name} ${version} (${license})\n${source}\n\n${text}\n`
}

/** Trusts the rest to ncc, whose version is pinned. */
function isStats(value: unknown): value is Stats {
  return typeof value === 'object' && value !== null && 'modules' in value && 'warnings' in value
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'license' in value && 'repository' in value
}
