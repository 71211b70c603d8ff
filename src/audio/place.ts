/** A place in a result, and what its field names say about it. Each answer takes constant time, however deep the place. */
import type { JsonObject } from '../text/json.ts'
import { isNeutral, kindOfWords, wordsOf, type FileKind } from './media.ts'

/** Only the end of a longer field name counts: it has the word that tells the kind. */
const MAX_KEY_CHARS = 100
/** Only the end of a longer path is kept. */
const MAX_PATH_CHARS = 300

/** The last word of fields that hold text written by users, who could otherwise make the step fetch any URL. */
const PEOPLES_WORD = /^(?:titles?|names?|lyrics?|prompts?|texts?|tags?|styles?|descriptions?)\d*$/
/** The same for names in capitals, which cannot be split into words (`SONGTITLE`). */
const PEOPLES_CAPITALS = /^[^a-z]*(?:TITLE|NAME|LYRIC|PROMPT|TEXT|TAG|STYLE|DESCRIPTION)S?\d*$/

/** Fields that name no product of the task: callbacks and source material; as separate words, and run together. */
const NOT_PRODUCTS = /\b(?:source|reference)s?\b/
const NOT_PRODUCTS_AS_ONE =
  /callback|webhook|(?:(?<!re)source|(?<!p)reference)s?(?:url|uri|href|link|src|file)?s?\d*$/

/** Fields that repeat the request; JSON in their strings comes from the user. */
const ECHO = /^(?:params?|input|request)$/

/** A field of a result, or an item of a list. */
export class Place {
  readonly #parent: Place | null
  /** The end of the field name, or the number of a list item, from 1. */
  readonly #key: string | number
  /** The object that contains the field, or that contains the list of this item. */
  readonly siblings: JsonObject | null
  /** The field, or the field of this item's list; '' if there is none. */
  readonly field: string
  /** The top-level field, if this is that field or an item of its list; '' elsewhere. */
  readonly topField: string
  #isLeftAlone: boolean | undefined
  #echoesRequest: boolean | undefined
  #said: FileKind | null | undefined

  constructor(parent: Place | null, key: string | number, siblings: JsonObject | null) {
    this.#parent = parent
    this.#key = typeof key === 'string' ? key.slice(-MAX_KEY_CHARS) : key
    this.siblings = siblings
    this.field = typeof this.#key === 'string' ? this.#key : (parent?.field ?? '')
    this.topField =
      typeof this.#key === 'number' ? (parent?.topField ?? '') : parent === null ? this.#key : ''
  }

  /** Whether this field, or one around it, holds text written by users or names something other than a product. */
  get isLeftAlone(): boolean {
    this.#isLeftAlone ??= this.#isNoProduct() || (this.#parent?.isLeftAlone ?? false)
    return this.#isLeftAlone
  }

  get echoesRequest(): boolean {
    this.#echoesRequest ??=
      this.#ownWords().some((word) => ECHO.test(word)) || (this.#parent?.echoesRequest ?? false)
    return this.#echoesRequest
  }

  /**
   * The kind of file that the field name states. A neutral name such as `url` inherits the kind of the field around it, so the
   * `cover_url` and `page_url` of a song do not count as songs.
   */
  get said(): FileKind | null {
    if (this.#said === undefined) {
      const words = this.#ownWords()
      const kind = kindOfWords(words)
      this.#said = kind !== null || !words.every(isNeutral) ? kind : (this.#parent?.said ?? null)
    }
    return this.#said
  }

  /** Whether the field names a part or a first version: `streamAudioUrl`, `preview`. */
  get isPreview(): boolean {
    return wordsOf(this.field).some((word) => /^(?:stream|streaming|preview)s?$/.test(word))
  }

  /** Field names and item numbers from outside to inside. A long path loses its start. */
  path(separator: string): string {
    let path = String(this.#key)
    for (let place = this.#parent; place !== null && path.length < MAX_PATH_CHARS; place = place.#parent) {
      path = `${place.#key}${separator}${path}`
    }
    return path
  }

  #isNoProduct(): boolean {
    const words = this.#ownWords()
    if (PEOPLES_WORD.test(words.findLast((word) => !/^\d+$/.test(word)) ?? '')) return true
    if (words.length === 0) return false
    if (PEOPLES_CAPITALS.test(this.field) || NOT_PRODUCTS.test(words.join(' '))) return true
    return NOT_PRODUCTS_AS_ONE.test(words.join(''))
  }

  /** Empty for a list item. */
  #ownWords(): readonly string[] {
    return typeof this.#key === 'string' ? wordsOf(this.#key) : []
  }
}
