/** Searches a result for URLs and embedded files. The time grows only with the size of the result, whatever its shape. */
import { isJsonObject, jsonText, parseJson } from '../text/json.ts'
import { REDACTED } from '../text/secret.ts'
import { hasCredentials, isSecureEnough } from '../text/show.ts'
import { audioFieldOf, embeddedFile, type Embedded } from './media.ts'
import { Place } from './place.ts'

/** Further files are only counted. */
const MAX_NAMED = 10_000
/** Further skipped fields are only counted; further blanks are dropped. */
const MAX_TOLD = 50
/** Unusable fields reported; a single one fails the step. */
const MAX_UNUSABLE = 10
const NOT_HTTPS = 'is not an absolute https URL'
/** Longer URLs are not used in practice, and parsing one of several megabytes takes seconds. */
const MAX_URL_CHARS = 8_192
/** Limits how many strings are parsed as JSON, since each costs more than its length suggests. */
const MAX_TEXTS_READ = 1_000

export interface SearchOptions {
  readonly result: unknown
  /** The top-level fields that the vendor documents as files. */
  readonly documented: readonly string[]
  /** Whether http to this machine is allowed, as it is if the endpoint is there too. */
  readonly allowsLoopback: boolean
}

export class Search {
  readonly #documented: readonly string[]
  readonly #allowsLoopback: boolean
  /** `place` is `null` for the result itself. */
  readonly usable: { readonly source: URL | Embedded; readonly place: Place | null }[] = []
  /** Number of files beyond `MAX_NAMED`. */
  more = 0
  /** Why fields that should hold a URL hold no usable one. */
  readonly unusable: string[] = []
  /** Paths of fields whose URLs and files are not saved. */
  readonly skipped: string[] = []
  skippedMore = 0
  /** Such as `1 of 2 clips has no audio`. */
  readonly blanks: string[] = []
  #named = 0
  #textsRead = 0
  readonly #meanings = new Map<string, ReturnType<typeof audioFieldOf>>()

  constructor({ result, documented, allowsLoopback }: SearchOptions) {
    this.#documented = documented
    this.#allowsLoopback = allowsLoopback
    this.#visit(result, null, false)
  }

  #visit(value: unknown, place: Place | null, isInText: boolean): void {
    if (typeof value === 'string') {
      this.#visitText(value, place, isInText)
    } else if (Array.isArray(value)) {
      this.#countBlanks(value, place)
      for (const [index, item] of value.entries()) {
        this.#visit(item, new Place(place, index + 1, place?.siblings ?? null), isInText)
      }
    } else if (isJsonObject(value)) {
      for (const key in value) this.#visit(value[key], new Place(place, key, value), isInText)
    } else if (value !== null && this.#isDocumented(place)) {
      this.#tell('is not a string', place)
    }
  }

  #visitText(text: string, place: Place | null, isInText: boolean): void {
    // A documented field may contain white space in its URL; it is encoded later.
    const isUrl =
      /^\s*https?:\/\/\S+\s*$/i.test(text) || (this.#isDocumented(place) && /^\s*https?:\/\/\S/i.test(text))
    const file = isUrl ? text : embeddedFile(text, place?.field ?? '')
    if (file !== null) {
      this.#name(file, place)
      return
    }
    const read = isInText ? null : this.#read(text, place)
    if (read !== null) this.#visit(read, place, true)
    else if (this.unusable.length < MAX_UNUSABLE && this.#shouldBeUrl(text, place)) {
      this.#tell(parseFileUrl(text, false), place)
    }
  }

  /** Takes an embedded file, or a text that starts like a URL. */
  #name(value: string | Embedded, place: Place | null): void {
    if (place?.isLeftAlone === true) {
      this.#skip(place)
    } else if (this.#named === MAX_NAMED) {
      this.more += 1
    } else {
      this.#named += 1
      const source = typeof value === 'string' ? parseFileUrl(value, this.#allowsLoopback) : value
      if (typeof source !== 'string') this.usable.push({ source, place })
      else if (this.#shouldBeUrl(value, place)) this.#tell(source, place)
      else this.#skip(place)
    }
  }

  #skip(place: Place | null): void {
    if (this.skipped.length < MAX_TOLD) this.skipped.push(place?.path('.') ?? '')
    else this.skippedMore += 1
  }

  /** Parses a text that is a JSON object or list, as in the `resultJson` of other vendors; `null` for any other text. */
  #read(text: string, place: Place | null): unknown {
    const trimmed = text.trim()
    if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed.slice(-1)) || !trimmed.includes('"')) return null
    if (place?.isLeftAlone === true || place?.echoesRequest === true) return null
    if (++this.#textsRead > MAX_TEXTS_READ) return null
    try {
      return parseJson(trimmed)
    } catch {
      return null
    }
  }

  /** Whether a text is in a field that should hold the URL of a file. */
  #shouldBeUrl(text: unknown, place: Place | null): boolean {
    if (place === null || typeof text !== 'string' || text.trim() === '') return false
    if (this.#isDocumented(place)) return !place.isLeftAlone
    const means = this.#audioFieldOf(place.field)
    if (means === null || place.isLeftAlone || place.echoesRequest) return false
    if (/^\s*(?:true|false|yes|no|on|off|none|null|\d+)\s*$/i.test(text)) return false
    return (
      means === 'url' ||
      /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\S+\s*$|^\s*\S+\.(?:mp3|wav|m4a|flac|ogg)\s*$/i.test(text)
    )
  }

  /** Cached, because field names repeat. */
  #audioFieldOf(field: string): ReturnType<typeof audioFieldOf> {
    const known = this.#meanings.get(field)
    if (known !== undefined) return known
    const means = audioFieldOf(field)
    if (this.#meanings.size < MAX_TEXTS_READ) this.#meanings.set(field, means)
    return means
  }

  #isDocumented(place: Place | null): boolean {
    return place !== null && place.topField !== '' && this.#documented.includes(place.topField)
  }

  #tell(why: URL | string, place: Place | null): void {
    if (this.unusable.length === MAX_UNUSABLE) return
    const text = typeof why === 'string' ? why : NOT_HTTPS
    this.unusable.push(`the result's ${place?.path('.') ?? ''} ${text}`)
  }

  /** Reports list items without an audio URL if others have one. */
  #countBlanks(list: readonly unknown[], place: Place | null): void {
    if (list.length < 2 || place?.isLeftAlone === true) return
    const items = list.filter(isJsonObject).map((item) => {
      const texts = Object.keys(item).flatMap((key) =>
        this.#audioFieldOf(key) === 'url' ? [jsonText(item[key])] : [],
      )
      return { isBlank: texts.length > 0 && texts.every((text) => text.trim() === ''), texts }
    })
    const blank = items.filter(({ isBlank }) => isBlank).length
    if (blank === 0 || !items.some(({ isBlank, texts }) => texts.length > 0 && !isBlank)) return
    const what = place?.field.replace(/[^A-Za-z0-9_-]+/g, '_') ?? ''
    const line = `${blank} of ${list.length} ${what || 'items'} ${blank === 1 ? 'has' : 'have'} no audio`
    if (this.blanks.length < MAX_TOLD) this.blanks.push(line)
  }
}

/** Returns an absolute https URL (or http to this machine, if allowed), else a string that says why not. */
export function parseFileUrl(value: unknown, allowsLoopback: boolean): URL | string {
  if (typeof value !== 'string') return 'is not a string'
  if (value.length > MAX_URL_CHARS) return `is longer than ${MAX_URL_CHARS} characters`
  if (value.includes(REDACTED)) return 'contained the API key'
  // `URL.parse` would also accept `https:x` and `https:\\x`.
  const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null
  if (url === null || !isSecureEnough(url) || (url.protocol === 'http:' && !allowsLoopback)) {
    return NOT_HTTPS
  }
  // Node would send them as an Authorization header; browsers and curl differ.
  return hasCredentials(url) ? 'contains a user name or password' : url
}
