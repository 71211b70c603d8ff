/** Tells the kind of a file from names alone: its extension, its media type, or the field that names it. */

export type FileKind = 'audio' | 'video' | 'image' | 'other'

/** The only extensions that files get, besides `bin`. A browser or shell runs none of them. */
const EXTENSIONS: Readonly<Record<FileKind, readonly string[]>> = {
  audio: [
    ...['mp3', 'm4a', 'wav', 'flac', 'ogg', 'oga', 'opus', 'aac', 'aif', 'aiff', 'wma', 'weba', 'mka', 'amr'],
    ...['pcm', 'raw', 'ulaw', 'alaw'],
  ],
  video: ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi', 'mpg', 'mpeg', 'ogv'],
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'tif', 'tiff', 'heic'],
  other: ['zip', 'mid', 'midi'],
}
const KINDS: readonly FileKind[] = ['audio', 'video', 'image', 'other']

/** Whether it is audio or video. */
export function isPlayable(kind: FileKind | null): boolean {
  return kind === 'audio' || kind === 'video'
}

/** The kind for an extension (lower case, no dot); `null` for one that is not in the list. */
export function kindOfExtension(extension: string): FileKind | null {
  return KINDS.find((kind) => EXTENSIONS[kind].includes(extension)) ?? null
}

/** The extension in a URL's path, in lower case; '' if the list does not have it. */
export function extensionInUrl({ pathname }: URL): string {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(pathname)?.[1]?.toLowerCase() ?? ''
  return kindOfExtension(extension) === null ? '' : extension
}

/**
 * Media types whose subtype differs from the extension: those registered with IANA, and older spellings that storage services
 * still send.
 */
const EXTENSION_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['audio/wave', 'wav'],
  ['audio/x-wav', 'wav'],
  ['audio/vnd.wave', 'wav'],
  ['audio/x-flac', 'flac'],
  ['audio/webm', 'weba'],
  ['audio/basic', 'ulaw'],
  ['audio/l16', 'pcm'],
  ['audio/pcma', 'alaw'],
  ['audio/pcmu', 'ulaw'],
  ['audio/midi', 'mid'],
  ['video/quicktime', 'mov'],
  ['video/x-matroska', 'mkv'],
])

/** The extension for a media type (lower case, without parameters); '' if the list has none. */
export function extensionOfType(type: string): string {
  const extension = EXTENSION_OF_TYPE.get(type) ?? /^[a-z]+\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1] ?? ''
  return kindOfExtension(extension) === null ? '' : extension
}

/** `audio`, `video` or `image`, if the media type says so. */
export function kindOfType(type: string): FileKind | null {
  return KINDS.find((kind) => kind !== 'other' && type.startsWith(`${kind}/`)) ?? null
}

/** Whether a name (extension, media type or `format`, such as `pcm_16000`) means samples without a header, which cannot be checked. */
export function isRaw(...names: readonly string[]): boolean {
  return names.some((name) => /^(?:audio\/)?(?:x-)?(?:pcm|raw|l16|l24|basic|[mu]u?-?law|a-?law)/.test(name))
}

/** Stems that the vendor's products return, each in its own field. */
export const STEMS = ['vocals', 'drums', 'bass', 'other', 'instrumental', 'guitar', 'piano'] as const

const WORDS: readonly (readonly [kind: FileKind, words: RegExp])[] = [
  ['image', /^(?:image|cover|picture|thumbnail|artwork|poster|photo)s?$/],
  ['video', /^(?:video|movie|mp4|webm|mov)s?$/],
  ['audio', /^(?:audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac)s?$/],
]

/** The kind that field words such as `image_url`, `videoUrl` or `songs` state. `words` are in lower case. */
export function kindOfWords(words: readonly string[]): FileKind | null {
  return WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? null
}

/** Whether a word names a file but not its kind; the field around it tells the kind. */
export function isNeutral(word: string): boolean {
  return /^(?:urls?|uris?|hrefs?|links?|srcs?|files?|downloads?)?\d*$/.test(word)
}

/** A quick test first: nearly all fields of a large result fail it. */
const MAY_NAME_AUDIO = /audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac/i

/**
 * Whether a field names only audio (`audio_url`, `songs`; not `audioId`, `vocal_gender`): `url` if it clearly names a file,
 * `bare` if it may also hold a title or a format.
 */
export function audioFieldOf(field: string): 'url' | 'bare' | null {
  if (STEMS.some((stem) => stem === field))
    return field === 'other' || field === 'instrumental' ? 'bare' : 'url'
  if (!MAY_NAME_AUDIO.test(field)) return null
  const words = wordsOf(field)
  const others = words.filter(
    (word) => kindOfWords([word]) !== 'audio' && kindOfWords([word.replace(/\d+$/, '')]) !== 'audio',
  )
  if (others.length === words.length || !others.every(isNeutral)) return null
  return others.some((word) => !/^\d+$/.test(word)) ? 'url' : 'bare'
}

/** `videoUrl` -> video, url; `source_audio` -> source, audio. */
export function wordsOf(field: string): string[] {
  return field
    .split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
}
