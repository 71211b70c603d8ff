/** Searches a result for URLs and embedded files. The time grows only with the size of the result, whatever its shape. */
import { isJsonObject, jsonText, parseJson, type JsonObject } from '../text/json.ts'
import { embeddedFile, type Embedded } from './embedded.ts'
import { audioFieldOf } from './media.ts'
import { Place } from './place.ts'

/** Further files are only counted. */
const MAX_NAMED = 10_000
/** Further skipped or unusable fields are not named. */
const MAX_TOLD = 50
/** Limits how many strings are parsed as JSON, since each costs more than its length suggests. */
const MAX_TEXTS_READ = 1_000

/** A possible file. `place` is `null` for the result itself. */
export interface Named {
  /** A text that starts like a URL, or an embedded file. */
  readonly value: string | Embedded
  readonly place: Place | null
}

export class Search {
  readonly #documented: readonly string[]
  readonly named: Named[] = []
  /** Number of files beyond `MAX_NAMED`. */
  more = 0
  /** Fields that should hold a URL but hold something else. */
  readonly unusable: { readonly value: unknown; readonly place: Place | null }[] = []
  /** Places of URLs and files that are not saved. */
  readonly leftAlone: Place[] = []
  leftAloneMore = 0
  /** Such as `1 of 2 clips has no audio`. */
  readonly blanks: string[] = []
  #textsRead = 0
  readonly #meanings = new Map<string, ReturnType<typeof audioFieldOf>>()

  /** `documented`: the top-level fields that the vendor documents as files. */
  constructor(result: unknown, documented: readonly string[]) {
    this.#documented = documented
    this.#visit(result, null, null, false)
  }

  #visit(value: unknown, place: Place | null, siblings: JsonObject | null, isInText: boolean): void {
    if (typeof value === 'string') {
      this.#visitText(value, place, siblings, isInText)
    } else if (Array.isArray(value)) {
      this.#countBlanks(value, place)
      for (const [index, item] of value.entries()) {
        this.#visit(item, new Place(place, index + 1, siblings), siblings, isInText)
      }
    } else if (isJsonObject(value)) {
      for (const key in value) this.#visit(value[key], new Place(place, key, value), value, isInText)
    } else if (value !== null && place !== null && this.#isDocumented(place)) {
      this.#tell(value, place)
    }
  }

  #visitText(text: string, place: Place | null, siblings: JsonObject | null, isInText: boolean): void {
    // A documented field may contain white space in its URL; it is encoded later.
    const isUrl =
      /^\s*https?:\/\/\S+\s*$/i.test(text) ||
      (place !== null && this.#isDocumented(place) && /^\s*https?:\/\/\S/i.test(text))
    const file = isUrl ? text : embeddedFile(text, place?.field ?? '')
    if (file !== null) {
      this.#name(file, place)
      return
    }
    const read = isInText ? null : this.#read(text, place)
    if (read !== null) this.#visit(read, place, siblings, true)
    else if (this.unusable.length < MAX_TOLD && this.shouldBeUrl(text, place)) this.#tell(text, place)
  }

  #name(value: string | Embedded, place: Place | null): void {
    if (place?.isLeftAlone === true) {
      if (this.leftAlone.length < MAX_TOLD) this.leftAlone.push(place)
      else this.leftAloneMore += 1
    } else if (this.named.length < MAX_NAMED) {
      this.named.push({ value, place })
    } else {
      this.more += 1
    }
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
  shouldBeUrl(text: unknown, place: Place | null): boolean {
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

  #isDocumented(place: Place): boolean {
    const { topField } = place
    return topField !== '' && this.#documented.includes(topField)
  }

  #tell(value: unknown, place: Place | null): void {
    if (this.unusable.length < MAX_TOLD) this.unusable.push({ value, place })
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
