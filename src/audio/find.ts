/**
 * Finds the files that a result names or holds, and which of them must be saved.
 *
 * The vendor passes results through from other services, so no list of field names is complete, and a paid file must not be lost
 * to a name that nobody documented. So every URL counts, except in fields that hold text written by users. The time grows only with
 * the size of the result, whatever its shape.
 */
import { isJsonObject, jsonText, tryParseJson, type JsonObject } from '../text/json.ts'
import {
  embeddedFile,
  fileUrl,
  MAX_URL_CHARS,
  NOT_HTTPS,
  STEMS,
  type Embedded,
  type FileKind,
  urlForm,
} from './media.ts'
import { audioFieldOf, freeName, NEEDS, Place, plain, type Meaning } from './place.ts'

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

export interface ResultFiles extends Omit<ReturnType<typeof findFiles>, 'audioUrl'> {
  /** Whether a result without audio or video is incomplete. */
  readonly needsAudio: boolean
}

export interface SearchOptions {
  readonly result: unknown
  /** The top-level fields that the vendor documents as files. */
  readonly documented: readonly string[]
  /** The kind of a file in such a field if nothing else tells. */
  readonly usual: FileKind | null
  /** Whether http to this machine is allowed: only if the endpoint is on this machine too. */
  readonly allowsLoopback: boolean
}

/** Files saved per task. */
export const MAX_FILES = 200
/** Limits how many texts are parsed as a URL or as JSON, since each costs more than its length suggests. */
const MAX_PARSED = 10_000
/** Limits the messages about fields. Further skipped fields are counted; further errors are dropped, since one is enough to act. */
const MAX_TOLD = 20

/** What a field that names audio may hold instead of a URL or a file: `vocals: "true"`. */
const FLAG = /^\s*(?:true|false|yes|no|on|off|none|null|\d+)\s*$/i

/** What counts as a file in a field that may also hold a title: a URL, even with spaces, a path, or the name of a file. */
const FILE_PATH =
  /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\S+\s*$|^\s*\S+\.(?:mp3|wav|m4a|flac|ogg)\s*$|^\s*https?:\/\//i

/** Fields of the main file at the top of a result; the first one present wins. */
const MAIN: readonly string[] = ['audioUrl', 'url']

interface Draft extends Pick<ResultFile, 'source' | 'name'>, Meaning {
  readonly place: Place
}

export function findFiles(options: SearchOptions) {
  const search = new Search(options)
  const files = search.files()
  const audio = files.flatMap(({ kind, source }) =>
    kind === 'audio' && source instanceof URL ? [source] : [],
  )
  const { unusable, warnings, skipped, skippedMore } = search
  return {
    files,
    unusable,
    warnings,
    skipped,
    skippedMore,
    /** How many files exceed `MAX_FILES`. */
    leftOut: search.over.size + search.unparsed,
    /**
     * The first usable URL in `audioUrl` and `url`, or the first audio file if the vendor documents no such fields; '' if there is
     * none. Always one line of visible ASCII.
     */
    audioUrl: options.documented.length > 0 ? search.audioUrl : (audio[0]?.href ?? ''),
  }
}

class Search {
  readonly #options: SearchOptions
  /** By URL or data. */
  readonly #found = new Map<string, Draft>()
  readonly over = new Set<string>()
  /** Why fields that name audio, or are documented as files, hold no usable URL; in our own words. */
  readonly unusable: string[] = []
  /** Problems that do not fail the step, such as `1 of 2 clips has no audio`. */
  readonly warnings: string[] = []
  /** Paths of fields that are not saved, such as `callbackUrl`. `skippedMore` counts those beyond the limit. */
  readonly skipped: string[] = []
  skippedMore = 0
  audioUrl = ''
  #parsed = 0
  /** URLs, files and texts of JSON that exceed `MAX_PARSED`. */
  unparsed = 0
  readonly #names = new Set<string>()
  /** Field names repeat. */
  readonly #audioFields = new Map<string, ReturnType<typeof audioFieldOf>>()

  constructor(options: SearchOptions) {
    this.#options = options
    this.#visit(options.result, new Place(null, '', null), false)
  }

  /** Decides for each file whether it must be saved. */
  files(): ResultFile[] {
    const drafts = [...this.#found.values()]
    const audio = drafts.filter(({ kind }) => kind === 'audio')
    const certain = audio.filter(({ need }) => need === 'always').map(({ place }) => place.siblings)
    const objects = new Set(certain)
    return drafts.map(({ need, place, ...file }) => {
      const { siblings, measures } = place
      const isAlone = need === 'without-another' && !objects.has(siblings)
      const isPromised = need === 'always' || isAlone || (need === 'without-audio' && audio.length === 0)
      return { ...file, ...measures, isPromised }
    })
  }

  #visit(value: unknown, place: Place, isInText: boolean): void {
    if (typeof value === 'string') {
      this.#visitText(value, place, isInText)
    } else if (Array.isArray(value)) {
      this.#warnOfBlanks(value, place)
      for (const [index, item] of value.entries()) {
        this.#visit(item, new Place(place, index + 1, place.siblings), isInText)
      }
    } else if (isJsonObject(value)) {
      this.#warnOfBlankStems(value, place)
      // The main file first, so that it keeps its name even if another field holds the same URL.
      const main = place.isResult ? MAIN.filter((key) => Object.hasOwn(value, key)) : []
      const keys = main.length === 0 ? Object.keys(value) : new Set([...main, ...Object.keys(value)])
      for (const key of keys) this.#visit(value[key], new Place(place, key, value), isInText)
    } else if (value !== null && this.#isDocumented(place)) {
      this.#tell('is not a string', place)
    }
  }

  #visitText(text: string, place: Place, isInText: boolean): void {
    const form = urlForm(text)
    // White space in a URL is encoded later.
    const mayBeSpaced = form !== null && (this.#isDocumented(place) || (form === 'spaced' && place.saysMedia))
    const file = form === 'whole' || mayBeSpaced ? text : embeddedFile(text, place.field)
    if (file !== null && !FLAG.test(text)) {
      this.#visitFile(file, place)
      return
    }
    const json = isInText ? null : this.#parseText(text, place)
    if (json !== null) this.#visit(json, place, true)
    else if (this.#shouldBeUrl(text, place)) this.#tell(NOT_HTTPS, place)
    else if (form === 'spaced') this.#skip(place)
  }

  #visitFile(file: string | Embedded, place: Place): void {
    if (place.says.isLeftAlone) this.#skip(place)
    else if (!this.#isOverLimit()) {
      const source = typeof file === 'string' ? fileUrl(file, this.#options.allowsLoopback) : file
      if (typeof source !== 'string') this.#take(source, place, file)
      else if (typeof file === 'string' && this.#isMissed(file, place)) this.#tell(source, place)
      else this.#skip(place)
    }
  }

  #isOverLimit(): boolean {
    if (++this.#parsed > MAX_PARSED) this.unparsed += 1
    return this.#parsed > MAX_PARSED
  }

  #take(source: URL | Embedded, place: Place, sent: string | Embedded): void {
    if (MAIN.some((field) => field === place.topField) && this.audioUrl === '' && source instanceof URL) {
      // Keep it as sent, so that it equals the one in `result`; encode it only if it has characters that URLs may not contain.
      this.audioUrl = typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : source.href
    }
    const key = source instanceof URL ? source.href : source.data
    const known = this.#found.get(key)
    const isDocumented = this.#isDocumented(place)
    const meaning = place.meaningOf(source, isDocumented, isDocumented ? this.#options.usual : null)
    if (known !== undefined) {
      const need = NEEDS.find((each) => each === known.need || each === meaning.need) ?? known.need
      this.#found.set(key, { ...known, need })
    } else if (this.#found.size === MAX_FILES) {
      this.over.add(key)
    } else {
      this.#found.set(key, { source, name: freeName(place.name, this.#names), ...meaning, place })
    }
  }

  /** Parses a text that is a JSON object or list, as in the `resultJson` of other vendors; `null` for any other text. */
  #parseText(text: string, place: Place): unknown {
    const trimmed = text.trim()
    if (!['[]', '{}'].includes(trimmed.slice(0, 1) + trimmed.slice(-1)) || !trimmed.includes('"')) return null
    if (place.says.isLeftAlone || place.says.echoesRequest || this.#isOverLimit()) return null
    return tryParseJson(trimmed)
  }

  /** Whether a text is in a field that should hold the URL of a file. */
  #shouldBeUrl(text: string, place: Place): boolean {
    // The first condition is for speed only: a result may have 300,000 such texts.
    if (this.unusable.length === MAX_TOLD || text.trim() === '') return false
    const names = this.#audioFieldOf(place.field)
    const isMeant = names === 'url' ? !FLAG.test(text) : names === 'bare' && FILE_PATH.test(text)
    return (this.#isDocumented(place) || isMeant) && !place.says.isLeftAlone && !place.says.echoesRequest
  }

  /** Whether a URL that cannot be used is in a place where any other URL would have to be saved. */
  #isMissed(text: string, place: Place): boolean {
    if (this.#shouldBeUrl(text, place)) return true
    const url = URL.parse(text.slice(0, MAX_URL_CHARS))
    return url !== null && !place.says.echoesRequest && place.meaningOf(url, false, null).need === 'always'
  }

  #audioFieldOf(field: string): ReturnType<typeof audioFieldOf> {
    let known = this.#audioFields.get(field)
    if (known === undefined) this.#audioFields.set(field, (known = audioFieldOf(field)))
    return known
  }

  #isDocumented({ topField }: Place): boolean {
    return this.#options.documented.some((field) => field === topField)
  }

  #tell(why: string, place: Place): void {
    if (this.unusable.length < MAX_TOLD) this.unusable.push(`the result's ${place.path('.')} ${why}`)
  }

  #skip(place: Place): void {
    if (this.skipped.length < MAX_TOLD) this.skipped.push(place.path('.'))
    else this.skippedMore += 1
  }

  /** Warns of list items without an audio URL if others have one. */
  #warnOfBlanks(list: readonly unknown[], place: Place): void {
    if (list.length < 2 || place.says.isLeftAlone) return
    let blank = 0
    let full = 0
    for (const item of list.filter(isJsonObject)) {
      const fields = Object.keys(item).filter((key) => this.#audioFieldOf(key) === 'url')
      if (fields.some((key) => jsonText(item[key]).trim() !== '')) full += 1
      else if (fields.length > 0) blank += 1
    }
    this.#warn(blank, full, list.length, plain(place.field) || 'items')
  }

  #warnOfBlankStems(object: JsonObject, { says }: Place): void {
    const stems = STEMS.filter((name) => Object.hasOwn(object, name)).map((name) => jsonText(object[name]))
    const full = stems.filter((text) => /^\s*https?:/i.test(text)).length
    const blank = stems.filter((text) => text.trim() === '').length
    if (!says.isLeftAlone) this.#warn(blank, full, stems.length, 'stems')
  }

  #warn(blank: number, full: number, all: number, what: string): void {
    if (blank === 0 || full === 0 || this.warnings.length === MAX_TOLD) return
    this.warnings.push(`${blank} of ${all} ${what} ${blank === 1 ? 'has' : 'have'} no audio`)
  }
}
