/**
 * Names for the files in `download-dir`. Whatever a task ID or a result contains, a name matches `[A-Za-z0-9._-]+`, is not hidden, is
 * not a Windows device, and differs from every other name by more than upper and lower case. Names must not depend on which task
 * completes first, or on what its result contains. So every task gets a base of its own in advance, from the IDs alone.
 */
import filenamify from 'filenamify'
import type { ResultFile } from './find.ts'
import { extensionInUrl, extensionOfType, isRaw, kindOfExtension } from './media.ts'

const MAX_BASE_CHARS = 96

/**
 * One base for each task ID, in the same order: the ID itself if it can be a file name, else the nearest name that can. If two could
 * clash, the longer one gets a number. On a tie, the ID that had to be altered gets it.
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
 * Whether files of the two bases could get the same name if the file system ignores case. A base is followed by `-` and the name of a
 * field, which contains no dot: so `a-b` can clash with `a`, but `a-b.2` cannot.
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
    // A leading dot would hide the file. Commands would take a leading dash for an option.
    .replace(/^[.-]/, '_')
    // `filenamify` keeps everything after the last dot as an extension, however long, so cut first.
    .slice(0, MAX_BASE_CHARS - '_'.length)
  return filenamify(reduced, { replacement: '_', maxLength: MAX_BASE_CHARS })
}

/** `BASE.EXT` for the main file of a result, `BASE-NAME.EXT` for any other. No dot if the extension is ''. */
export function fileName(base: string, { name }: Pick<ResultFile, 'name'>, extension: string): string {
  return `${base}${name === '' ? '' : `-${name}`}${extension === '' ? '' : `.${extension}`}`
}

/** The extension before the bytes are known, taken from the URL's path, the content type or the result's `format`; else `bin`. */
export function declaredExtension({ source, format }: ResultFile, contentType: string): string {
  const inUrl = source instanceof URL ? extensionInUrl(source) : ''
  const known = [inUrl, extensionOfType(contentType), format]
  return known.find((extension) => kindOfExtension(extension) !== null) ?? (isRaw(format) ? 'pcm' : 'bin')
}
