/**
 * Names for the files in `download-dir`. Whatever a task ID or a result holds, a name matches `[A-Za-z0-9._-]+`, is not hidden, is
 * not one of Windows' devices, and is no other file's name, in whatever case. It must not depend on which task completes first,
 * nor on what its result turns out to name. So every task gets a base of its own up front, from the IDs alone.
 */
import filenamify from 'filenamify'
import type { ResultFile } from './find.ts'
import { extensionInUrl, extensionOfType, isRaw, kindOfExtension } from './media.ts'

const MAX_BASE_CHARS = 96

/**
 * One base for each task ID, in their order: the ID itself where it can be a file name, else the nearest that can. A number is
 * added where two could clash: the longer of two IDs gets it, and of two that are as long, the one that needs other changes.
 */
export function baseNames(taskIds: readonly string[]): string[] {
  const bases = taskIds.map(safeBase)
  const names: string[] = []
  const order = [...bases.entries()].sort(
    ([a, one], [b, other]) =>
      one.length - other.length || Number(one !== taskIds[a]) - Number(other !== taskIds[b]),
  )
  for (const [index, base] of order) {
    let name = base
    for (let number = 2; names.some((other) => canClash(name, other)); number++) name = `${base}.${number}`
    names[index] = name
  }
  return names
}

/**
 * Whether a file of one base could have the name of a file of the other, on a file system that may fold case. Behind a base
 * and `-` stands the name of a field, which has no dot: so `a-b` can clash with `a`, and `a-b.2` cannot.
 */
function canClash(name: string, other: string): boolean {
  const [one, two] = [name.toLowerCase(), other.toLowerCase()]
  const begins = (long: string, short: string): boolean =>
    long.startsWith(`${short}-`) && !long.slice(short.length).includes('.')
  return one === two || begins(one, two) || begins(two, one)
}

function safeBase(taskId: string): string {
  const reduced = taskId
    .replace(/(?:[^A-Za-z0-9._-]|\.{2,})+/g, '_')
    // A dot would hide the file; a dash would make it an option of the commands that it is handed to.
    .replace(/^[.-]/, '_')
    // Before `filenamify`, which takes what follows the last dot for an extension and keeps it, however long.
    .slice(0, MAX_BASE_CHARS - '_'.length)
  return filenamify(reduced, { replacement: '_', maxLength: MAX_BASE_CHARS })
}

/** `BASE.EXT` for the main file of a result, `BASE-NAME.EXT` for every other; without an extension where that is ''. */
export function fileName(base: string, { name }: Pick<ResultFile, 'name'>, extension: string): string {
  return `${base}${name === '' ? '' : `-${name}`}${extension === '' ? '' : `.${extension}`}`
}

/** The extension before the bytes are known: from the URL's path, else the content type, else the result's `format`, else `bin`. */
export function declaredExtension({ source, format }: ResultFile, contentType: string): string {
  const inUrl = source instanceof URL ? extensionInUrl(source) : ''
  const known = [inUrl, extensionOfType(contentType), format]
  return known.find((extension) => kindOfExtension(extension) !== null) ?? (isRaw(format) ? 'pcm' : 'bin')
}
