/** A place in a result, and what its field names and its neighbours say about a file there. */
import { isJsonObject, jsonText, type JsonObject } from '../text/json.ts'
import { plainLine } from '../text/plain-line.ts'
import {
  extensionInUrl,
  isPlayable,
  isStem,
  kindOfExtension,
  kindOfType,
  type Embedded,
  type FileKind,
} from './media.ts'

/** Longer field names, paths and file names lose their start: the word for the kind is at the end. */
const MAX_KEY_CHARS = 100
const MAX_PATH_CHARS = 300
const MAX_NAME_CHARS = 48

/** The last word of fields that hold text written by users, who could otherwise make the step fetch any URL. */
const PEOPLES_WORD = /\b(?:titles?|names?|lyrics?|prompts?|texts?|tags?|styles?|descriptions?)\d*(?: \d+)*$/
/** The same for names in capitals, which cannot be split into words (`SONGTITLE`). */
const PEOPLES_CAPITALS = /^[^a-z]*(?:TITLE|NAME|LYRIC|PROMPT|TEXT|TAG|STYLE|DESCRIPTION)S?\d*$/
/** Fields that name callbacks and source material, not products of the task: as separate words, and as one word. */
const NOT_PRODUCTS = /\b(?:source|reference)s?\b/
const NOT_PRODUCTS_AS_ONE =
  /callback|webhook|(?:(?<!re)source|(?<!p)reference)s?(?:url|uri|href|link|src|file)?s?\d*$/
/** Fields that repeat the request; JSON in their strings comes from the user. */
const ECHO = /^(?:params?|input|request)$/
/** A word that names a file but not its kind; the field around it tells the kind. */
const NEUTRAL = /^(?:urls?|uris?|hrefs?|links?|srcs?|files?|downloads?)?\d*$/

const AUDIO = /^(?:audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac)s?(?:urls?|files?)?\d*$/
/** The first kind that fits wins. */
const WORDS: readonly (readonly [kind: FileKind, words: RegExp])[] = [
  ['image', /^(?:image|cover|picture|thumbnail|artwork|poster|photo)s?$/],
  ['video', /^(?:video|movie|mp4|webm|mov)s?$/],
  ['audio', AUDIO],
]
/** A quick test first: nearly all fields of a large result fail it. */
const MAY_NAME_AUDIO = /audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac/i

/** When a file must be saved: always, only if its object has no other audio, only if the result has no audio, or never. */
export const NEEDS = ['always', 'without-another', 'without-audio', 'never'] as const

export interface Meaning {
  /** From the extension or media type, else from the field's name; `null` if neither tells. */
  readonly kind: FileKind | null
  readonly need: (typeof NEEDS)[number]
}

interface Says {
  /** It holds text written by users, or names something other than a product. */
  readonly isLeftAlone: boolean
  readonly echoesRequest: boolean
  readonly kind: FileKind | null
}
const SAYS_NOTHING: Says = { isLeftAlone: false, echoesRequest: false, kind: null }

/** A field of a result, or an item of a list, or the result itself. */
export class Place {
  readonly #parent: Place | null
  /** The list, if this is an item of one. */
  readonly #list: Place | null
  /** The end of the field name, or the number of a list item, from 1. */
  readonly #key: string
  /** The object that contains the field, or that contains the list of this item. */
  readonly siblings: JsonObject | null
  /** The field, or the field of this item's list; '' if there is none. */
  readonly field: string
  /** The top-level field, if this is that field or an item of its list; `null` elsewhere. */
  readonly topField: string | null
  #says: Says | undefined

  constructor(parent: Place | null, key: string | number, siblings: JsonObject | null) {
    this.#parent = parent
    this.#list = typeof key === 'number' ? parent : null
    this.#key = String(key).slice(-MAX_KEY_CHARS)
    this.siblings = siblings
    this.field = this.#list?.field ?? this.#key
    const own = parent?.isResult === true ? this.#key : null
    this.topField = this.#list === null ? own : this.#list.topField
  }

  get isResult(): boolean {
    return this.#parent === null
  }

  /**
   * What this field and those around it say. The result is kept, so that deep places take no longer than others. A neutral name such
   * as `url` inherits the kind of the field around it, so the `cover_url` and `page_url` of a song do not count as songs.
   */
  get says(): Says {
    if (this.#says !== undefined) return this.#says
    const around = this.#parent?.says ?? SAYS_NOTHING
    if (this.#list !== null) return (this.#says = around)
    const words = wordsOf(this.#key)
    const kind = WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? null
    return (this.#says = {
      isLeftAlone: around.isLeftAlone || isNoProduct(this.#key, words),
      echoesRequest: around.echoesRequest || words.some((word) => ECHO.test(word)),
      kind: words.every((word) => NEUTRAL.test(word)) ? around.kind : kind,
    })
  }

  /** Whether the field, or the one around it, says audio or video. */
  get saysMedia(): boolean {
    return isPlayable(this.says.kind) || isStem(this.field)
  }

  /** Whether the field names a part or a first version: `streamAudioUrl`, `preview`. */
  #isPreview(): boolean {
    return wordsOf(this.field).some((word) => /^(?:stream|streaming|preview)s?$/.test(word))
  }

  /** `['clips', '2', 'audio_url']` -> `clips-2-audio`. The main file, top-level `audioUrl` or else `url`, has no name. */
  get name(): string {
    const path = this.path('-')
    const { audioUrl } = this.siblings ?? {}
    if (path === 'audioUrl') return ''
    if (path === 'url') return jsonText(audioUrl).trim() === '' ? '' : 'url'
    // A key may be a signed URL.
    const name = plain(plainLine(path))
    return name.replace(/(?<=.)[-_]?url$/i, '').slice(-MAX_NAME_CHARS)
  }

  /** Field names and item numbers from outside to inside. A long path loses its start. */
  path(separator: string): string {
    const around = this.#parent?.isResult === false ? this.#parent.path(separator) + separator : ''
    return `${around}${this.#key}`.slice(-MAX_PATH_CHARS)
  }

  /** What a file here is. `isDocumented`: the vendor documents the field as a file. `usual`: its kind if nothing else tells. */
  meaningOf(source: URL | Embedded, isDocumented: boolean, usual: FileKind | null): Meaning {
    const said = this.says.kind
    const byName =
      source instanceof URL ? kindOfExtension(extensionInUrl(source)) : kindOfType(source.mediaType)
    const kind = byName ?? said ?? (isStem(this.field) ? 'audio' : usual)
    if (isDocumented || isStem(this.field)) return { kind, need: 'always' }
    if (kind === 'audio' || said === 'audio')
      return { kind, need: this.#isPreview() ? 'without-another' : 'always' }
    return { kind, need: kind === 'video' || said === 'video' ? 'without-audio' : 'never' }
  }

  /** The format and length that stand beside a file. Suno keeps `duration` in `metadata`. */
  get measures(): { readonly format: string; readonly seconds: number | null } {
    const { format, duration, metadata } = this.siblings ?? {}
    const within = isJsonObject(metadata) ? metadata['duration'] : null
    const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0
    return {
      format: typeof format === 'string' ? format.toLowerCase().replace(/^\./, '') : '',
      seconds: [duration, within].find(isLength) ?? null,
    }
  }
}

function isNoProduct(field: string, words: readonly string[]): boolean {
  const spaced = words.join(' ')
  if (PEOPLES_WORD.test(spaced) || PEOPLES_CAPITALS.test(field)) return true
  return NOT_PRODUCTS.test(spaced) || NOT_PRODUCTS_AS_ONE.test(words.join(''))
}

/**
 * Whether a field names only audio (`audio_url`, `songs`, a stem; not `audioId`, `vocal_gender`): `url` if it clearly names a file,
 * `bare` if it may also hold a title or a format.
 */
export function audioFieldOf(field: string): 'url' | 'bare' | null {
  if (isStem(field)) return field === 'other' || field === 'instrumental' ? 'bare' : 'url'
  if (!MAY_NAME_AUDIO.test(field)) return null
  const others = wordsOf(field).filter((word) => !AUDIO.test(word))
  if (!others.every((word) => NEUTRAL.test(word))) return null
  return others.some((word) => !/^\d/.test(word)) || /(?:url|file)s?\d*$/i.test(field) ? 'url' : 'bare'
}

/** `videoUrl` -> video, url; `source_audio` -> source, audio; `HDAudio` -> hd, audio. */
function wordsOf(field: string): string[] {
  const words = field
    .replaceAll('M4A', 'm4a')
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[^A-Za-z0-9]/)
  return words.map((word) => word.toLowerCase()).filter((word) => word !== '')
}

/** A name made of `[A-Za-z0-9_-]`. */
export function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '_')
}

/** Appends a number to a name that is already `taken`, and takes it. Case is ignored, since some file systems ignore it. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`
  taken.add(free.toLowerCase())
  return free
}
