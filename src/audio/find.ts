/**
 * Finds the files that a result names or holds, and which of them must be saved.
 *
 * The vendor passes results through from other services, so no list of field names is complete, and a paid file must not be lost
 * to a name that nobody documented. So every URL counts, except in fields that hold text written by users.
 */
import { isJsonObject, jsonText, type JsonObject } from '../text/json.ts'
import { extensionInUrl, kindOfExtension, kindOfType, STEMS, type Embedded, type FileKind } from './media.ts'
import type { Place } from './place.ts'
import { parseFileUrl, Search, type SearchOptions } from './search.ts'

/** One file to save. `format` and `seconds` are stated next to it in the result; `''` and `null` if missing. */
export interface ResultFile {
  /** The URL of the file, or the file itself. */
  readonly source: URL | Embedded
  /** Follows the task's ID in the file name. Made of `[A-Za-z0-9_-]`, unique within the task; '' for the main file. */
  readonly name: string
  /** From the extension, else from the field's name; `null` if neither tells. */
  readonly kind: FileKind | null
  /** The step fails without it. */
  readonly isPromised: boolean
  /** In lower case. */
  readonly format: string
  readonly seconds: number | null
}

export interface ResultFiles {
  readonly files: readonly ResultFile[]
  /** Why fields that name audio, or are documented as files, hold no usable URL; in our own words. */
  readonly unusable: readonly string[]
  /** Problems that do not fail the step, such as `1 of 2 clips has no audio`. */
  readonly warnings: readonly string[]
  /** Paths of fields that are not saved, such as `callbackUrl`. `skippedMore` counts those beyond the limit. */
  readonly skipped: readonly string[]
  readonly skippedMore: number
  /** How many files exceed `MAX_FILES`. */
  readonly leftOut: number
  /** Whether a result without audio or video is incomplete. */
  readonly needsAudio: boolean
}

/** Files saved per task. */
export const MAX_FILES = 200
const MAX_NAME_CHARS = 48

/** Fields of the main file at the top of a result; the first one present wins. */
const MAIN: readonly string[] = ['audioUrl', 'url']

/** When a file must be saved: always, only if the result has no audio, or only if its object has no other audio. */
type Need = 'always' | 'without-audio' | 'without-another' | 'never'
const NEEDS: readonly Need[] = ['always', 'without-another', 'without-audio', 'never']

interface Draft extends Omit<ResultFile, 'isPromised'> {
  readonly need: Need
  readonly siblings: JsonObject | null
}

export interface Found extends Omit<ResultFiles, 'needsAudio'> {
  /**
   * The first usable URL in `audioUrl` and `url`, or the first audio file if the vendor documents no such fields; '' if there is
   * none. Always one line of visible ASCII.
   */
  readonly audioUrl: string
}

/** Finds the files that a result names or holds. */
export function findFiles(options: SearchOptions): Found {
  const { result, documented } = options
  const search = new Search(options)
  const found = new Map<string, Draft>()
  const over = new Set<string>()
  const names = new Set<string>()
  // The main file first, so that it keeps its name even if another field holds the same URL.
  for (const { place, source } of search.usable.sort((a, b) => rankOf(a.place) - rankOf(b.place))) {
    const key = source instanceof URL ? source.href : source.data
    const known = found.get(key)
    const meaning = meaningOf(source, place, documented)
    if (known !== undefined) {
      const need = NEEDS.find((each) => each === known.need || each === meaning.need) ?? 'never'
      found.set(key, { ...known, need })
    } else if (found.size === MAX_FILES) {
      over.add(key)
    } else {
      const siblings = place?.siblings ?? null
      const name = freeName(nameOf(place, result), names)
      found.set(key, { source, name, ...meaning, siblings, ...measuresOf(siblings) })
    }
  }
  const files = promised([...found.values()])
  const { unusable, skipped, skippedMore, blanks: warnings } = search
  const leftOut = over.size + search.more
  return { files, unusable, skipped, skippedMore, warnings, leftOut, audioUrl: audioUrlOf(options, files) }
}

function audioUrlOf(
  { result, documented, allowsLoopback }: SearchOptions,
  files: readonly ResultFile[],
): string {
  if (documented.length === 0) {
    const audio = files.find(({ kind, source }) => kind === 'audio' && source instanceof URL)
    return audio?.source instanceof URL ? audio.source.href : ''
  }
  if (!isJsonObject(result)) return ''
  for (const sent of MAIN.flatMap((field): unknown => result[field])) {
    const url = parseFileUrl(sent, allowsLoopback)
    // Keep it as sent, so that it equals the one in `result`; encode it only if it has characters that URLs may not contain.
    if (url instanceof URL) return typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : url.href
  }
  return ''
}

/** Decides for each file whether it must be saved. */
function promised(drafts: readonly Draft[]): ResultFile[] {
  const audio = drafts.filter(({ kind }) => kind === 'audio')
  const objects = new Set(audio.filter(({ need }) => need === 'always').map(({ siblings }) => siblings))
  const isPromised = ({ need, siblings }: Draft): boolean => {
    switch (need) {
      case 'always':
        return true
      case 'without-audio':
        return audio.length === 0
      case 'without-another':
        return siblings === null || !objects.has(siblings)
      case 'never':
        return false
    }
  }
  return drafts.map((draft) => ({ ...draft, isPromised: isPromised(draft) }))
}

/** 0 for `audioUrl` at the top, 1 for `url`, 2 for everything else. */
function rankOf(place: Place | null): number {
  const rank = MAIN.indexOf(place?.path('.') ?? '')
  return rank === -1 ? MAIN.length : rank
}

/** Returns the kind of a file and when it must be saved. */
function meaningOf(
  source: URL | Embedded,
  place: Place | null,
  documented: readonly string[],
): Pick<Draft, 'kind' | 'need'> {
  const { field, topField, said, isPreview } = place ?? {
    field: '',
    topField: '',
    said: null,
    isPreview: false,
  }
  const isOwn = documented.includes(topField) || STEMS.some((stem) => stem === field)
  const byName =
    source instanceof URL ? kindOfExtension(extensionInUrl(source)) : kindOfType(source.mediaType)
  const kind = byName ?? said ?? (isOwn ? 'audio' : null)
  const says = (what: FileKind): boolean => kind === what || said === what
  if (isOwn) return { kind, need: 'always' }
  if (says('audio')) return { kind, need: isPreview ? 'without-another' : 'always' }
  return { kind, need: says('video') ? 'without-audio' : 'never' }
}

/** `['clips', '2', 'audio_url']` -> `clips-2-audio`. The main file, top-level `audioUrl` or else `url`, has no name. */
function nameOf(place: Place | null, result: unknown): string {
  const field = place?.path('-') ?? ''
  if (field === 'audioUrl') return ''
  if (field === 'url') return isJsonObject(result) && jsonText(result['audioUrl']).trim() !== '' ? 'url' : ''
  const name = field.replace(/[^A-Za-z0-9_-]+/g, '_')
  return name.replace(/(?<=.)[-_]?url$/i, '').slice(-MAX_NAME_CHARS)
}

/** Appends a number if another file of the task has the name. Case is ignored, since some file systems ignore it. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`
  taken.add(free.toLowerCase())
  return free
}

/** Reads the format and length next to a file. Suno keeps `duration` in `metadata`. */
function measuresOf(siblings: JsonObject | null): Pick<ResultFile, 'format' | 'seconds'> {
  if (siblings === null) return { format: '', seconds: null }
  const { format, duration, metadata } = siblings
  const within = isJsonObject(metadata) ? metadata['duration'] : null
  const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0
  return {
    format: typeof format === 'string' ? format.toLowerCase().replace(/^\./, '') : '',
    seconds: [duration, within].find(isLength) ?? null,
  }
}
