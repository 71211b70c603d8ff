/**
 * Which files a result names: every string in it, at any depth, that is as a whole a usable URL.
 *
 * The vendor passes results through from other services, so no list of field names is complete, and a paid file must not be lost
 * to a name that nobody documented. So everything is taken but what people wrote.
 */
import { isJsonObject, jsonText } from '../text/json.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough } from '../text/url.ts'
import {
  extensionInUrl,
  isPlayable,
  kindOfExtension,
  kindOfFields,
  STEMS,
  wordsOf,
  type FileKind,
} from './media.ts'

/** One file to save. `format` and `seconds` are what the result says beside the URL: '' and `null` where it says nothing. */
export interface ResultFile {
  readonly url: URL
  /** What follows the task's ID in the file's name, made of `[A-Za-z0-9_-]`, unique within the task; '' for the main file. */
  readonly name: string
  /** By the extension, else by the field's name; `null` where neither says. */
  readonly kind: FileKind | null
  /** The step is red without it. */
  readonly isPromised: boolean
  /** In lower case. */
  readonly format: string
  readonly seconds: number | null
}

export interface ResultFiles {
  readonly files: readonly ResultFile[]
  /** What is wrong with documented fields that hold no usable URL, in our own words. */
  readonly unusable: readonly string[]
  /** Fields whose URLs are not fetched, such as `callbackUrl`. */
  readonly skipped: readonly string[]
  /** How many files the result names beyond those that are saved of one task. */
  readonly leftOut: number
  /** How many files stand in the result itself, in base64; they are not saved. */
  readonly embedded: number
  /** Whether a result without audio and video is incomplete. */
  readonly needsAudio: boolean
}

/** So many files of a task are saved at most. */
export const MAX_FILES = 200
/** Of a result that names more, the rest is only counted. */
const MAX_CANDIDATES = 10_000
const MAX_NAME_CHARS = 48

/** What a task is about, at the top of its result; the first that is there is the main file. */
const MAIN: readonly string[] = ['audioUrl', 'url']

/** The last word of fields that hold people's words: whoever orders a song could otherwise have any URL fetched. */
const PEOPLES_WORDS = /^(?:title|name|lyrics|prompt|text|tags|style|description)$/

/** What is not the task's product: where to report to (`callBackUrl`), and what it was made from. */
const NOT_PRODUCTS = /\b(?:call ?back|web ?hook|source|reference)s?\b/

/**
 * The output `audioUrl`: the first of `audioUrl` and `url` that is usable, or the first audio file where the vendor documents no
 * such fields; '' if there is none. Always one line of visible ASCII.
 */
export function audioUrlOf(
  result: unknown,
  isDocumented: boolean,
  files: readonly ResultFile[],
  allowsLoopback: boolean,
): string {
  if (!isDocumented) return files.find(({ kind }) => kind === 'audio')?.url.href ?? ''
  if (!isJsonObject(result)) return ''
  for (const field of MAIN) {
    const sent = result[field]
    const url = parseFileUrl(sent, allowsLoopback)
    // As it was sent, so that it equals the one in `result`; encoded only where it has characters that no URL may have.
    if (url instanceof URL) return typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : url.href
  }
  return ''
}

/**
 * The files that a result names. `documented` are the fields at its top that the vendor documents as files; `allowsLoopback`:
 * whether http to this machine will do, as it does for an endpoint there.
 */
export function findFiles(
  result: unknown,
  documented: readonly string[],
  allowsLoopback: boolean,
): Omit<ResultFiles, 'needsAudio'> {
  const found = new Map<string, ResultFile>()
  const over = new Set<string>()
  const names = new Set<string>()
  const unusable: string[] = []
  const skipped: string[] = []
  const { candidates, more, embedded } = valuesIn(result, documented)
  // The main file first: it has its name also where its URL stands in another field too.
  for (const { value, path, siblings } of candidates.sort((a, b) => rankOf(a.path) - rankOf(b.path))) {
    const place = path.join('.')
    const isDocumented = documented.includes(place)
    const fields = path.filter((part) => !/^\d+$/.test(part))
    const url = parseFileUrl(value, allowsLoopback)
    if (!(url instanceof URL) || isNoProduct(fields)) {
      if (isDocumented && typeof url === 'string') unusable.push(`the result's ${place} ${url}`)
      else skipped.push(place)
      continue
    }
    const { kind, isPromised } = meaningOf(url, fields, isDocumented)
    const known = found.get(url.href)
    if (known !== undefined) {
      found.set(url.href, { ...known, isPromised: known.isPromised || isPromised })
    } else if (found.size === MAX_FILES) {
      over.add(url.href)
    } else {
      const name = freeName(nameOf(path, result), names)
      found.set(url.href, { url, name, kind, isPromised, ...measuresOf(siblings) })
    }
  }
  return { files: [...found.values()], unusable, skipped, leftOut: over.size + more, embedded }
}

/** 0 for `audioUrl` at the top, 1 for `url`, 2 for everything else. */
function rankOf(path: readonly string[]): number {
  const rank = MAIN.indexOf(path.join('.'))
  return rank === -1 ? MAIN.length : rank
}

/** Whether the last of `fields` holds people's words, or one of them names what is not the task's product. */
function isNoProduct(fields: readonly string[]): boolean {
  if (fields.some((field) => NOT_PRODUCTS.test(wordsOf(field).join(' ')))) return true
  return PEOPLES_WORDS.test(wordsOf(fields.at(-1) ?? '').at(-1) ?? '')
}

/** What kind of file a URL in these fields is, and whether the step promises it. */
function meaningOf(
  url: URL,
  fields: readonly string[],
  isDocumented: boolean,
): Pick<ResultFile, 'kind' | 'isPromised'> {
  const isOwn = isDocumented || STEMS.some((stem) => stem === fields.at(-1))
  const said = kindOfFields(fields)
  const kind = kindOfExtension(extensionInUrl(url)) ?? said ?? (isOwn ? 'audio' : null)
  const isMedia = [kind, said].some(isPlayable)
  return { kind, isPromised: isOwn || isMedia }
}

interface Found {
  readonly value: unknown
  /** Names of fields, and from 1 places in lists. */
  readonly path: readonly string[]
  /** The object that the value, or the list that it is in, stands in. */
  readonly siblings: unknown
}

/** What may be a URL: strings that begin as one and have no white space in them, and documented fields that hold anything. */
function valuesIn(
  result: unknown,
  documented: readonly string[],
): { readonly candidates: Found[]; readonly more: number; readonly embedded: number } {
  const candidates: Found[] = []
  const path: string[] = []
  let more = 0
  let embedded = 0
  const visit = (value: unknown, siblings: unknown): void => {
    if (typeof value === 'string' && isEmbedded(value, path.at(-1))) embedded++
    if (isCandidate(value, path, documented)) {
      if (candidates.length < MAX_CANDIDATES) candidates.push({ value, path: [...path], siblings })
      else more++
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visitAt(`${index + 1}`, item, siblings)
    } else if (isJsonObject(value)) {
      for (const key in value) visitAt(key, value[key], value)
    }
  }
  const visitAt = (key: string, value: unknown, siblings: unknown): void => {
    path.push(key)
    visit(value, siblings)
    path.pop()
  }
  visit(result, null)
  return { candidates, more, embedded }
}

function isCandidate(value: unknown, path: readonly string[], documented: readonly string[]): boolean {
  if (typeof value === 'string' && /^\s*https?:\/\/\S+\s*$/i.test(value)) return true
  return path.length === 1 && documented.includes(path[0] ?? '') && jsonText(value).trim() !== ''
}

/** A data URI of a file, or base64 in a field that says so (`b64`, `b64_json`). */
function isEmbedded(value: string, field = ''): boolean {
  return /^data:(?:image|audio|video)\//i.test(value) || (value !== '' && /b64|base64/i.test(field))
}

/** `['clips', '2', 'audio_url']` -> `clips-2-audio`. The main file, `audioUrl` else `url` at the top, has no name. */
function nameOf(path: readonly string[], result: unknown): string {
  const field = path.join('-')
  if (field === 'audioUrl') return ''
  if (field === 'url') return isJsonObject(result) && jsonText(result['audioUrl']).trim() !== '' ? 'url' : ''
  const name = field.replace(/[^A-Za-z0-9_-]+/g, '_')
  return name.replace(/(?<=.)[-_]?url$/i, '').slice(-MAX_NAME_CHARS)
}

/** The name, with a number behind it where another file of the task has it; file systems may not tell upper from lower case. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`
  taken.add(free.toLowerCase())
  return free
}

/** What stands beside a URL; suno keeps `duration` in `metadata`. */
function measuresOf(siblings: unknown): Pick<ResultFile, 'format' | 'seconds'> {
  if (!isJsonObject(siblings)) return { format: '', seconds: null }
  const { format, duration, metadata } = siblings
  const within = isJsonObject(metadata) ? metadata['duration'] : null
  const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0
  return {
    format: typeof format === 'string' ? format.toLowerCase().replace(/^\./, '') : '',
    seconds: [duration, within].find(isLength) ?? null,
  }
}

/** An absolute https URL, or http to this machine where that is allowed. A string says what is wrong with it. */
function parseFileUrl(value: unknown, allowsLoopback: boolean): URL | string {
  if (typeof value !== 'string') return 'is not a string'
  if (value.includes(REDACTED)) return 'had the API key in it'
  // The parser would also take `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null
  if (url === null || !isSecureEnough(url) || (url.protocol === 'http:' && !allowsLoopback)) {
    return 'is not an absolute https URL'
  }
  // Node would turn them into an Authorization header; a browser and curl treat them each in its own way.
  return hasCredentials(url) ? 'has a user name or password in it' : url
}
