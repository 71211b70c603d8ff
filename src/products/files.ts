/**
 * Which files a result names: every string in it, at any depth, that is as a whole a usable URL.
 *
 * The vendor's reference documents some fields, but passes results through from other services as they are. No list of names is
 * complete, and a paid file must not be lost to a name that nobody documented. So everything is taken but what people wrote.
 */
import { isJsonObject, jsonText } from '../text/json.ts'
import { REDACTED } from '../text/redact.ts'
import { hasCredentials, isLoopbackHost } from '../text/url.ts'
import { extensionInUrl, kindOfExtension, kindOfWords, STEMS, type FileKind } from './media.ts'

/** One file to save. */
export interface ResultFile {
  readonly url: URL
  /** What follows the task's ID in the file's name, made of `[A-Za-z0-9_-]`, unique within the task; '' for the main file. */
  readonly name: string
  /** By the extension, else by the field's name; `null` where neither says. */
  readonly kind: FileKind | null
  /** The step is red without it. */
  readonly isPromised: boolean
  /** The result's `format` beside the URL, in lower case, '' if it has none. */
  readonly format: string
  /** The result's `duration` beside the URL, `null` if it has none. */
  readonly seconds: number | null
}

export interface ResultFiles {
  readonly files: readonly ResultFile[]
  /** What is wrong with documented fields that hold something and no usable URL, in our own words. */
  readonly unusable: readonly string[]
  /** Fields whose URLs are not fetched, such as `callbackUrl`. */
  readonly skipped: readonly string[]
  /** How many more files the result names than are saved of one task. */
  readonly leftOut: number
  /** How many files stand in the result itself, in base64; they are not saved. */
  readonly embedded: number
  /** Whether a result without audio and video is incomplete. */
  readonly needsAudio: boolean
}

/** What a product's results are like. */
export interface FileRules {
  /** Whether http to this machine will do, as it does for an endpoint there. */
  readonly allowsLoopback: boolean
  /** Fields that the vendor documents at the top of a result. */
  readonly documented: readonly string[]
  readonly needsAudio: boolean
}

const MAX_FILES = 200
const MAX_NAME_CHARS = 48

/** A result that names more is not looked through any further: the rest is only counted. */
const MAX_CANDIDATES = 10_000

/** What a task is about, at the top of its result; the first that is there is the main file. */
const MAIN: readonly string[] = ['audioUrl', 'url']

/** The last word of fields that hold people's words: whoever orders a song could otherwise have any URL fetched. */
const PEOPLES_WORDS = /^(?:title|name|lyrics|prompt|text|tags|style|description)$/

/** What is not the task's product: where to report to (`callBackUrl`), and what it was made from. */
const NOT_PRODUCTS = /\b(?:call ?back|web ?hook|source|reference)s?\b/

/** Says only that a file is there; what file, says the field around it. */
const NEUTRAL_WORD = /^(?:url|uri|href|link|src|file|download)s?$/

/** The first of `audioUrl` and `url` that is usable, '' if neither is. Always one line of visible ASCII. */
export function audioUrlOf(result: unknown, allowsLoopback: boolean): string {
  if (!isJsonObject(result)) return ''
  for (const field of MAIN) {
    const sent = result[field]
    const url = parseFileUrl(sent, allowsLoopback)
    // As it was sent, so that it equals the one in `result`; encoded only where it has characters that no URL may have.
    if (url instanceof URL) return typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : url.href
  }
  return ''
}

/** The first file that is audio by its extension or its field's name, '' if there is none. */
export function firstAudioUrl({ files }: ResultFiles): string {
  return files.find(({ kind }) => kind === 'audio')?.url.href ?? ''
}

/** What a result, or the first item of a list, calls itself; '' if nothing. */
export function titleOf(result: unknown): string {
  const named: unknown = Array.isArray(result) ? result[0] : result
  const title = isJsonObject(named) ? named['title'] : ''
  return typeof title === 'string' ? title.trim() : ''
}

/** The files that a result names. */
export function findFiles(result: unknown, rules: FileRules): ResultFiles {
  const found = new Map<string, Found & Meaning & { readonly url: URL }>()
  const over = new Set<string>()
  const unusable: string[] = []
  const skipped: string[] = []
  // The main file first: it has its name also where its URL stands in another field too.
  const { candidates, more, embedded } = valuesIn(result, rules)
  for (const each of candidates.sort((a, b) => rankOf(a.path) - rankOf(b.path))) {
    const { value, path } = each
    const isDocumented = path.length === 1 && rules.documented.includes(path[0] ?? '')
    const url = parseFileUrl(value, rules.allowsLoopback)
    if (!(url instanceof URL)) {
      if (isDocumented) unusable.push(`the result's ${path.join('.')} ${url.unusable}`)
      else skipped.push(path.join('.'))
    } else if (isNoProduct(path)) {
      skipped.push(path.join('.'))
    } else {
      const known = found.get(url.href)
      // What is over the limit is only counted: a result may name a million.
      if (known === undefined && found.size === MAX_FILES) over.add(url.href)
      else {
        const { kind, isPromised } = meaningOf(url, path, isDocumented)
        found.set(url.href, {
          ...(known ?? { ...each, url, kind }),
          isPromised: known?.isPromised === true || isPromised,
        })
      }
    }
  }
  const taken = new Set<string>()
  const files = [...found.values()].map(({ url, kind, isPromised, path, siblings }) => {
    return { url, name: freeName(nameOf(path, result), taken), kind, isPromised, ...measuresOf(siblings) }
  })
  return { files, unusable, skipped, leftOut: over.size + more, embedded, needsAudio: rules.needsAudio }
}

/** 0 for `audioUrl` at the top, 1 for `url`, 2 for everything else. */
function rankOf(path: readonly string[]): number {
  const rank = path.length === 1 ? MAIN.indexOf(path[0] ?? '') : -1
  return rank === -1 ? MAIN.length : rank
}

/** Whether the field holds people's words, or names what is not the task's product. */
function isNoProduct(path: readonly string[]): boolean {
  const fields = path.filter((part) => !isPlaceInList(part)).map(wordsOf)
  return (
    PEOPLES_WORDS.test(fields.at(-1)?.at(-1) ?? '') ||
    fields.some((words) => NOT_PRODUCTS.test(words.join(' ')))
  )
}

type Meaning = Pick<ResultFile, 'kind' | 'isPromised'>

/** What kind of file a URL in this place is, and whether the step promises it. */
function meaningOf(url: URL, path: readonly string[], isDocumented: boolean): Meaning {
  const field = path.findLast((part) => !isPlaceInList(part))
  const isOwn = isDocumented || STEMS.some((stem) => stem === field)
  const said = kindSaidBy(path)
  const kind = kindOfExtension(extensionInUrl(url)) ?? said ?? (isOwn ? 'audio' : null)
  const isMedia = [kind, said].some((each) => each === 'audio' || each === 'video')
  return { kind, isPromised: isOwn || isMedia }
}

/** What the field says, or where it is one such as `url`, the field around it: the `cover_url` and `page_url` of a song are no songs. */
function kindSaidBy(path: readonly string[]): FileKind | null {
  for (const part of path.toReversed()) {
    const words = wordsOf(part)
    const kind = kindOfWords(words)
    if (kind !== null) return kind
    if (!isPlaceInList(part) && !words.every((word) => NEUTRAL_WORD.test(word))) return null
  }
  return null
}

function isPlaceInList(part: string): boolean {
  return /^\d+$/.test(part)
}

interface Found {
  readonly value: unknown
  /** Names of fields, and from 1 places in lists. */
  readonly path: readonly string[]
  /** The object that the value, or the list that it is in, stands in. */
  readonly siblings: unknown
}

/** Where a value stands; a chain, since a result may have a million values and few of them are URLs. */
interface Step {
  readonly key: string | number
  readonly up: Step | null
}

/** What may be a URL: strings that begin as one and have no white space in them, and documented fields that hold anything. */
function valuesIn(
  result: unknown,
  { documented }: FileRules,
): { readonly candidates: Found[]; readonly more: number; readonly embedded: number } {
  const candidates: Found[] = []
  let more = 0
  let embedded = 0
  const visit = (value: unknown, at: Step | null, siblings: unknown): void => {
    if (typeof value === 'string' && isEmbedded(value, at)) embedded++
    if (isCandidate(value, at, documented)) {
      if (candidates.length < MAX_CANDIDATES) candidates.push({ value, path: pathTo(at), siblings })
      else more++
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, { key: index + 1, up: at }, siblings)
    } else if (isJsonObject(value)) for (const key in value) visit(value[key], { key, up: at }, value)
  }
  visit(result, null, null)
  return { candidates, more, embedded }
}

function isCandidate(value: unknown, at: Step | null, documented: readonly string[]): boolean {
  if (typeof value === 'string' && /^\s*https?:\/\/\S+\s*$/i.test(value)) return true
  return at?.up === null && documented.includes(`${at.key}`) && jsonText(value).trim() !== ''
}

/** A data URI of a file, or base64 in a field that says so (`b64`, `b64_json`). */
function isEmbedded(value: string, at: Step | null): boolean {
  return (
    /^data:(?:image|audio|video)\//i.test(value) || (value !== '' && /b64|base64/i.test(`${at?.key ?? ''}`))
  )
}

function pathTo(at: Step | null): string[] {
  const path: string[] = []
  for (let step = at; step !== null; step = step.up) path.unshift(`${step.key}`)
  return path
}

/** `['clips', '2', 'audio_url']` -> `clips-2-audio`. The main file, `audioUrl` else `url` at the top, has no name. */
function nameOf(path: readonly string[], result: unknown): string {
  const top = path.length === 1 ? path[0] : ''
  if (top === 'audioUrl') return ''
  if (top === 'url') return isJsonObject(result) && jsonText(result['audioUrl']).trim() !== '' ? 'url' : ''
  const name = path.join('-').replace(/[^A-Za-z0-9_-]+/g, '_')
  return name.replace(/(?<=.)[-_]?url$/i, '').slice(-MAX_NAME_CHARS)
}

/** The name, with a number behind it where another file of the task has it; file systems may not tell upper from lower case. */
function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`
  taken.add(free.toLowerCase())
  return free
}

/** `videoUrl` -> video, url; `source_audio` -> source, audio. */
function wordsOf(field: string): string[] {
  return field
    .split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
}

/** What stands beside a URL; suno keeps `duration` in `metadata`. */
function measuresOf(siblings: unknown): Pick<ResultFile, 'format' | 'seconds'> {
  if (!isJsonObject(siblings)) return { format: '', seconds: null }
  const { format, duration, metadata } = siblings
  const within = isJsonObject(metadata) ? metadata['duration'] : null
  const seconds = [duration, within].find((value) => typeof value === 'number' && value > 0)
  return {
    format: typeof format === 'string' ? format.toLowerCase().replace(/^\./, '') : '',
    seconds: typeof seconds === 'number' ? seconds : null,
  }
}

/** An absolute https URL, or http to this machine where that is allowed; else what is wrong with it. */
function parseFileUrl(value: unknown, allowsLoopback: boolean): URL | { readonly unusable: string } {
  if (typeof value !== 'string') return { unusable: 'is not a string' }
  if (value.includes(REDACTED)) return { unusable: 'had the API key in it' }
  // The parser would also take `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null
  if (url === null) return { unusable: 'is not an absolute https URL' }
  const isLoopback = url.protocol === 'http:' && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !(isLoopback && allowsLoopback)) {
    return { unusable: 'is not an absolute https URL' }
  }
  // Node would turn them into an Authorization header; a browser and curl treat them each in its own way.
  return hasCredentials(url) ? { unusable: 'has a user name or password in it' } : url
}
