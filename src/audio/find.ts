/**
 * Finds the files that a result names or holds, and which of them must be saved.
 *
 * The vendor passes results through from other services, so no list of field names is complete, and a paid file must not be lost
 * to a name that nobody documented. So every URL counts, except in fields that hold text written by users.
 */
import { isJsonObject, jsonText, type JsonObject } from '../text/json.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough } from '../text/url.ts'
import type { Embedded } from './embedded.ts'
import { extensionInUrl, kindOfExtension, kindOfType, STEMS, type FileKind } from './media.ts'
import type { Place } from './place.ts'
import { Search } from './search.ts'

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
/** Unusable fields reported; a single one fails the step. */
const MAX_UNUSABLE = 10

/** Fields of the main file at the top of a result; the first one present wins. */
const MAIN: readonly string[] = ['audioUrl', 'url']

/**
 * The output `audioUrl`: the first usable URL in `audioUrl` and `url`, or the first audio file if the vendor documents no such
 * fields; '' if there is none. Always one line of visible ASCII.
 */
export function audioUrlOf(
  result: unknown,
  isDocumented: boolean,
  files: readonly ResultFile[],
  allowsLoopback: boolean,
): string {
  if (!isDocumented) {
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

/** When a file must be saved: always, only if the result has no audio, or only if its object has no other audio. */
type Need = 'always' | 'without-audio' | 'without-another' | 'never'
const NEEDS: readonly Need[] = ['always', 'without-another', 'without-audio', 'never']

interface Draft extends Omit<ResultFile, 'isPromised'> {
  readonly need: Need
  readonly siblings: JsonObject | null
}

/**
 * Finds the files that a result names or holds. `documented`: the top-level fields that the vendor documents as files.
 * `allowsLoopback`: whether http to this machine is allowed, as it is if the endpoint is there too.
 */
export function findFiles(
  result: unknown,
  documented: readonly string[],
  allowsLoopback: boolean,
): Omit<ResultFiles, 'needsAudio'> {
  const search = new Search(result, documented)
  const { usable, ...notUsable } = sortOut(search, allowsLoopback)
  const found = new Map<string, Draft>()
  const over = new Set<string>()
  const names = new Set<string>()
  // The main file first, so that it keeps its name even if another field holds the same URL.
  for (const { place, source } of usable.sort((a, b) => rankOf(a.place) - rankOf(b.place))) {
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
  const leftOut = over.size + search.more
  return { files: promised([...found.values()]), ...notUsable, warnings: search.blanks, leftOut }
}

interface Sorted extends Pick<ResultFiles, 'unusable' | 'skipped' | 'skippedMore'> {
  readonly usable: { readonly place: Place | null; readonly source: URL | Embedded }[]
}

/** Splits the finds into usable and unusable ones. */
function sortOut(search: Search, allowsLoopback: boolean): Sorted {
  const usable: Sorted['usable'] = []
  const unusable = search.unusable.map(({ value, place }) => tellUnusable(place, parseFileUrl(value, false)))
  const skipped = search.leftAlone.map((place) => place.path('.'))
  let skippedMore = search.leftAloneMore
  for (const { place, value } of search.named) {
    const source = typeof value === 'string' ? parseFileUrl(value, allowsLoopback) : value
    if (typeof source !== 'string') usable.push({ place, source })
    else if (search.shouldBeUrl(value, place)) unusable.push(tellUnusable(place, source))
    else if (skipped.length < MAX_FILES) skipped.push(place?.path('.') ?? '')
    else skippedMore += 1
  }
  return { usable, unusable: unusable.slice(0, MAX_UNUSABLE), skipped, skippedMore }
}

function tellUnusable(place: Place | null, why: URL | string): string {
  return `the result's ${place?.path('.') ?? ''} ${typeof why === 'string' ? why : 'is not an absolute https URL'}`
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

/** Longer URLs are not used in practice, and parsing one of several megabytes takes seconds. */
const MAX_URL_CHARS = 8_192

/** Returns an absolute https URL (or http to this machine, if allowed), else a string that says why not. */
function parseFileUrl(value: unknown, allowsLoopback: boolean): URL | string {
  if (typeof value !== 'string') return 'is not a string'
  if (value.length > MAX_URL_CHARS) return `is longer than ${MAX_URL_CHARS} characters`
  if (value.includes(REDACTED)) return 'contained the API key'
  // `URL.parse` would also accept `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null
  if (url === null || !isSecureEnough(url) || (url.protocol === 'http:' && !allowsLoopback)) {
    return 'is not an absolute https URL'
  }
  // Node would send them as an Authorization header; browsers and curl differ.
  return hasCredentials(url) ? 'contains a user name or password' : url
}
