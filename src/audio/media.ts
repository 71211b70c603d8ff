/** Tells the kind of a file from its extension or media type, and reads where a file is: its URL, or the result itself. */
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough } from '../text/show.ts'
import type { ResultFile } from './find.ts'

export type FileKind = 'audio' | 'video' | 'image' | 'other'

/** The only extensions that files get, besides `bin`. A browser or shell runs none of them. */
const EXTENSIONS: readonly (readonly [kind: FileKind, extensions: RegExp])[] = [
  ['audio', /^(?:mp3|m4a|wav|flac|og[ga]|opus|aac|aiff?|wma|weba|mka|amr|pcm|raw|[ua]law)$/],
  ['video', /^(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|ogv)$/],
  ['image', /^(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic)$/],
  ['other', /^(?:zip|midi?)$/],
]

/** Whether it is audio or video. */
export function isPlayable(kind: FileKind | null): boolean {
  return kind === 'audio' || kind === 'video'
}

/** Whether a task may send this format instead of audio: stems in a ZIP, notes as MIDI. */
export function mayReplaceAudio(format: string | null): boolean {
  return format === 'zip' || format === 'mid'
}

/** The kind for an extension (lower case, no dot); `null` if it is not in the list. */
export function kindOfExtension(extension: string): FileKind | null {
  return EXTENSIONS.find(([, extensions]) => extensions.test(extension))?.[0] ?? null
}

/** What follows the last dot in a URL's path, in lower case, whether or not it is a known extension. */
export function extensionInUrl({ pathname }: URL): string {
  return pathname.slice(pathname.lastIndexOf('.') + 1).toLowerCase()
}

/**
 * Media types whose subtype differs from the extension: those registered with IANA, and older spellings that storage services
 * still send.
 */
const EXTENSION_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/wave', 'wav'],
  ['audio/vnd.wave', 'wav'],
  ['audio/webm', 'weba'],
  ['audio/basic', 'ulaw'],
  ['audio/l16', 'pcm'],
  ['audio/pcma', 'alaw'],
  ['audio/pcmu', 'ulaw'],
  ['audio/midi', 'mid'],
  ['video/quicktime', 'mov'],
  ['video/x-matroska', 'mkv'],
])

/** The extension before the bytes are known: from the URL's path, the media type or the result's `format`; else `bin`. */
export function declaredExtension(
  { source, format }: Pick<ResultFile, 'source' | 'format'>,
  type: string,
): string {
  const inUrl = source instanceof URL ? extensionInUrl(source) : ''
  const ofType = EXTENSION_OF_TYPE.get(type) ?? /^[a-z]+\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1] ?? ''
  const known = [inUrl, ofType, format].find((extension) => kindOfExtension(extension) !== null)
  return known ?? (isRaw(format) ? 'pcm' : 'bin')
}

/** `audio`, `video` or `image`, if the media type says so. */
export function kindOfType(type: string): FileKind | null {
  return EXTENSIONS.find(([kind]) => kind !== 'other' && type.startsWith(`${kind}/`))?.[0] ?? null
}

/** Whether a name (extension, media type or `format`, such as `pcm_16000`) means samples without a header, which cannot be checked. */
export function isRaw(...names: readonly string[]): boolean {
  return names.some((name) => /^(?:audio\/)?(?:x-)?(?:pcm|raw|l16|l24|basic|[mu]u?-?law|a-?law)/.test(name))
}

/** Stems that the vendor's products return, each in its own field. */
export const STEMS = ['vocals', 'drums', 'bass', 'other', 'instrumental', 'guitar', 'piano'] as const

/** Whether a field holds a stem. */
export function isStem(field: string): boolean {
  return STEMS.some((stem) => stem === field)
}

/** A file inside the result itself: a `data:` URI (RFC 2397), or base64 in a field whose name says so. */
export interface Embedded {
  /** In lower case, without parameters; '' if unknown. */
  readonly mediaType: string
  readonly isBase64: boolean
  /** Not decoded yet: each poll reads the result, but the file is saved only once. */
  readonly data: string
}

/** Longer URLs are not used in practice, and parsing one of several megabytes takes seconds. */
export const MAX_URL_CHARS = 8_192
export const NOT_HTTPS = 'is not an absolute https URL'

/** `whole`: a URL; `spaced`: one of audio or video, with spaces in it; `start`: a text that begins like a URL; `null`: any other text. */
export function urlForm(text: string): 'whole' | 'spaced' | 'start' | null {
  if (!/^\s*https?:\/\/\S/i.test(text)) return null
  const url = text.trim()
  if (!/\s/.test(url)) return 'whole'
  const [, path = ''] = /^https?:\/\/((?:(?!:\/\/)[^\r\n?])*)(?:\?\S*)?$/i.exec(url) ?? []
  return isPlayable(kindOfExtension(path.slice(path.lastIndexOf('.') + 1).toLowerCase())) ? 'spaced' : 'start'
}

/** Returns the absolute https URL (or http to this machine, if allowed) in a text, else why there is none. */
export function fileUrl(text: string, allowsLoopback: boolean): URL | string {
  if (text.length > MAX_URL_CHARS) return `is longer than ${MAX_URL_CHARS} characters`
  if (text.includes(REDACTED)) return 'contained the API key'
  // `URL.parse` would also accept `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(text) ? URL.parse(text) : null
  if (url === null || !isSecureEnough(url) || (url.protocol === 'http:' && !allowsLoopback)) return NOT_HTTPS
  // Node would send them as an Authorization header; browsers and curl differ.
  return hasCredentials(url) ? 'contains a user name or password' : url
}

/** The media type and its parameters are optional. */
const DATA_URI = /^\s*data:([\w.+-]+\/[\w.+-]+)?(?:;(?!base64,)[^;,\s]{1,100}){0,9}(;base64)?,/i
const BASE64 = /^[A-Za-z0-9+/_\s-]*(?:=\s*){0,2}$/

/** Returns the file that a text encodes, or `null`. `field`: the name of its field. */
export function embeddedFile(text: string, field: string): Embedded | null {
  if (/^\s{0,9}data:/i.test(text)) {
    const [start = '', type = '', base64] = DATA_URI.exec(text.slice(0, 1_200)) ?? []
    const data = text.slice(start.length)
    if (start === '' || data.trim() === '') return null
    return { mediaType: type.toLowerCase(), isBase64: base64 !== undefined, data }
  }
  if (!/b64|base64/i.test(field) || text.trim() === '' || !BASE64.test(text.slice(0, 100))) return null
  return { mediaType: '', isBase64: true, data: text }
}

/** Decodes an embedded file; `null` if it is not valid. */
export function decodeEmbedded({ data, isBase64 }: Embedded): Buffer | null {
  const plain = data.includes('%')
    ? data.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : data
  if (isBase64) {
    // Four characters are three bytes; a single character left over is an error.
    const length = plain.replace(/[\s=]+/g, '').length
    return BASE64.test(plain) && length % 4 !== 1 ? Buffer.from(plain, 'base64') : null
  }
  return /^[\0-\xff]*$/.test(plain) ? Buffer.from(plain, 'latin1') : null
}
