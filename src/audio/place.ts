/** Where something stands in a result, and what its fields say about it. Every answer takes the time of one look, however deep the place. */
import type { JsonObject } from '../text/json.ts'
import { isNeutral, kindOfWords, wordsOf, type FileKind } from './media.ts'

/** Of a longer field name the end counts, which has the word that says what it is. */
const MAX_KEY_CHARS = 100
/** Of a longer path the end counts, too. */
const MAX_PATH_CHARS = 300

/** The last word of fields that hold people's words: whoever orders a song could otherwise have any URL fetched. */
const PEOPLES_WORD = /^(?:titles?|names?|lyrics?|prompts?|texts?|tags?|styles?|descriptions?)\d*$/
/** The same at the end of a name without small letters, whose words cannot be told apart (`SONGTITLE`). */
const PEOPLES_CAPITALS = /^[^a-z]*(?:TITLE|NAME|LYRIC|PROMPT|TEXT|TAG|STYLE|DESCRIPTION)S?\d*$/

/** What is not the task's product: where to report to (`callBackUrl`), and what it was made from; as words, and run together. */
const NOT_PRODUCTS = /\b(?:source|reference)s?\b/
const NOT_PRODUCTS_AS_ONE =
  /callback|webhook|(?:(?<!re)source|(?<!p)reference)s?(?:url|uri|href|link|src|file)?s?\d*$/

/** Fields that echo what was asked for: JSON in a string there is the user's own. */
const ECHO = /^(?:params?|input|request)$/

/** A field of a result, or a place in a list. */
export class Place {
  readonly #parent: Place | null
  /** The end of the field's name; the number of a place in a list, from 1. */
  readonly #key: string | number
  /** The object that it, or the list that it is in, stands in. */
  readonly siblings: JsonObject | null
  /** The field, or the one whose list this is a place in; '' for none. */
  readonly field: string
  /** The field at the top of the result where that, or a list in it, is this place; '' elsewhere. */
  readonly topField: string
  #words: readonly string[] | undefined
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

  /** Whether this, or a field around it, holds people's words, or names what is not the task's product. */
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
   * What kind of file the field says that it names; one such as `url` leaves it to the field around it. So the `cover_url` and the
   * `page_url` of a song are no songs.
   */
  get said(): FileKind | null {
    if (this.#said === undefined) {
      const words = this.#ownWords()
      const kind = kindOfWords(words)
      this.#said = kind !== null || !words.every(isNeutral) ? kind : (this.#parent?.said ?? null)
    }
    return this.#said
  }

  /** Whether the field says that what it names is a part, or a first version: `streamAudioUrl`, `preview`. */
  get isPreview(): boolean {
    return wordsOf(this.field).some((word) => /^(?:stream|streaming|preview)s?$/.test(word))
  }

  /** Names of fields and places from outside to inside; the end of a path that is long. */
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

  /** None for a place in a list. */
  #ownWords(): readonly string[] {
    this.#words ??= typeof this.#key === 'string' ? wordsOf(this.#key) : []
    return this.#words
  }
}
