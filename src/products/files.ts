/**
 * Which files a result of the producer names.
 *
 * The shapes are those of the vendor's public API reference: `audioUrl` (create, extend, cover), `url` with `format` (download,
 * upload), one URL a stem (stems). A field that is absent, `null` or blank names nothing.
 */
import { isJsonObject, type JsonObject } from '../text/json.ts'
import { hasCredentials, isSecureEnough } from '../text/url.ts'

/** One file to save. */
export interface ResultFile {
  readonly url: URL
  /** The name of the stem, '' for a result with one URL only. */
  readonly name: '' | StemName
  /** The result's `format`, '' if it has none. */
  readonly format: string
}

/** `why` is in our own words. */
export type ResultFiles =
  | { readonly kind: 'found'; readonly files: readonly ResultFile[] }
  | { readonly kind: 'missing'; readonly why: string }

const STEM_NAMES = ['vocals', 'drums', 'bass', 'other'] as const
export type StemName = (typeof STEM_NAMES)[number]

const SINGLE_FIELDS = ['audioUrl', 'url'] as const

/** The first of `audioUrl` and `url` that is usable, '' if neither is. Always one line of visible ASCII. */
export function audioUrlOf(result: unknown): string {
  if (!isJsonObject(result)) return ''
  for (const field of SINGLE_FIELDS) {
    const sent = result[field]
    const url = parseFileUrl(sent)
    // As it was sent, so that it equals the one in `result`; encoded only where it has characters that no URL may have.
    if (url instanceof URL) return typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : url.href
  }
  return ''
}

/** The audio files that a result names, or why there is nothing to save. */
export function findFiles(result: unknown): ResultFiles {
  if (!isJsonObject(result))
    return { kind: 'missing', why: 'the task has no result object that could name an audio URL' }
  const format = typeof result['format'] === 'string' ? result['format'] : ''
  const single = SINGLE_FIELDS.find((field) => names(result, field))
  const fields = single === undefined ? STEM_NAMES.filter((field) => names(result, field)) : [single]
  const files: ResultFile[] = []
  for (const field of fields) {
    const url = parseFileUrl(result[field])
    if (!(url instanceof URL)) return { kind: 'missing', why: `the result's ${field} ${url.unusable}` }
    files.push({ url, name: field === 'audioUrl' || field === 'url' ? '' : field, format })
  }
  if (files.length > 0) return { kind: 'found', files }
  return {
    kind: 'missing',
    why: `the result names no audio URL: it has none of audioUrl, url, ${STEM_NAMES.join(', ')}`,
  }
}

function names(result: JsonObject, field: string): boolean {
  const value = result[field]
  return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')
}

/** An absolute https URL, or http to this machine; else what is wrong with it. */
function parseFileUrl(value: unknown): URL | { readonly unusable: string } {
  if (typeof value !== 'string') return { unusable: 'is not a string' }
  // The parser would also take `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null
  if (url === null || !isSecureEnough(url)) return { unusable: 'is not an absolute https URL' }
  // Node would turn them into an Authorization header; a browser and curl treat them each in its own way.
  return hasCredentials(url) ? { unusable: 'has a user name or password in it' } : url
}
