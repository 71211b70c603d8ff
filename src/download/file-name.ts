/**
 * Names for the files in `download-dir`. Pure. Whatever a task ID or a URL holds, a name matches `[A-Za-z0-9._-]+`, is not hidden,
 * is not one of Windows' devices, has at most 120 characters, and is no other file's name, in whatever case.
 *
 * The names of a step must not depend on which task completes first, nor on what kind of result it turns out to have. So every
 * task gets a base of its own up front, from the IDs alone, that leaves room for all the names that its result may need.
 */
import filenamify from 'filenamify'
import type { ResultFile, StemName } from '../products/files.ts'

/** Room for `-100` (tasks a step), `-vocals`, a dot and the extension within 120. */
const MAX_BASE_CHARS = 96
const MAX_EXTENSION_CHARS = 10

/** What `fileName` may put behind a base, before the extension. An extension has no dot, so it can make no two of these equal. */
const ENDINGS = ['', '-vocals', '-drums', '-bass', '-other'] as const satisfies readonly (
  '' | `-${StemName}`
)[]

/**
 * One base for each task ID, in their order: the ID itself where it can be a file name, else the nearest that can. A number is
 * added where two could clash, which an ID that needs no other change is spared as long as possible.
 */
export function baseNames(taskIds: readonly string[]): string[] {
  const bases = taskIds.map(safeBase)
  const taken = new Set<string>()
  const names: string[] = []
  const unchanged = (index: number): boolean => bases[index] === taskIds[index]
  const order = [...bases.entries()].sort(([a], [b]) => Number(unchanged(b)) - Number(unchanged(a)))
  for (const [index, base] of order) {
    let name = base
    for (let number = 2; keysOf(name).some((key) => taken.has(key)); number++) name = `${base}-${number}`
    for (const key of keysOf(name)) taken.add(key)
    names[index] = name
  }
  return names
}

/** `BASE.EXT`, or `BASE-NAME.EXT` for a file with a name of its own. `contentType` is lower case, without parameters. */
export function fileName(base: string, file: ResultFile, contentType: string): string {
  return `${base}${file.name === '' ? '' : `-${file.name}`}.${extensionOf(file, contentType)}`
}

/** A file system may fold case (Windows, macOS), so names that differ in nothing else are one. */
function keysOf(name: string): string[] {
  return ENDINGS.map((ending) => `${name}${ending}`.toLowerCase())
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

/** From the URL's path, else the content type, else the result's `format`, else `bin`. */
function extensionOf({ url, format }: ResultFile, contentType: string): string {
  const fromPath = /\.([^./]+)$/.exec(url.pathname)?.[1] ?? ''
  const candidates = [fromPath, EXTENSIONS.get(contentType) ?? '', format.replace(/^\./, '')]
  return candidates.find(isExtension) ?? 'bin'
}

/** Short, and with a letter: the `2` of `/v1.2` says nothing about a file. */
function isExtension(text: string): boolean {
  return text.length <= MAX_EXTENSION_CHARS && /^[0-9]*[A-Za-z][A-Za-z0-9]*$/.test(text)
}

/** Media types of audio as registered with IANA, and the older spellings that storage services still send. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['audio/mpeg', 'mp3'],
  ['audio/mp3', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/m4a', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['audio/wav', 'wav'],
  ['audio/wave', 'wav'],
  ['audio/x-wav', 'wav'],
  ['audio/vnd.wave', 'wav'],
  ['audio/aac', 'aac'],
  ['audio/flac', 'flac'],
  ['audio/x-flac', 'flac'],
  ['audio/ogg', 'ogg'],
  ['audio/opus', 'opus'],
  ['audio/webm', 'webm'],
])
