/** What a file is, judged by its names alone: by extension, by media type, by the words of the field that names it. */

export type FileKind = 'audio' | 'video' | 'image' | 'other'

/** The only extensions that a file is saved under, besides `bin`: none that a browser or a shell would run. */
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

/** Whether a file of this kind can be listened to or watched. */
export function isPlayable(kind: FileKind | null): boolean {
  return kind === 'audio' || kind === 'video'
}

/** The kind of file that has this extension (lower case, no dot), `null` for an extension that is not in the list. */
export function kindOfExtension(extension: string): FileKind | null {
  return KINDS.find((kind) => EXTENSIONS[kind].includes(extension)) ?? null
}

/** The extension in a URL's path, in lower case, '' where it has none that is in the list. */
export function extensionInUrl({ pathname }: URL): string {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(pathname)?.[1]?.toLowerCase() ?? ''
  return kindOfExtension(extension) === null ? '' : extension
}

/** Media types whose subtype is not the extension: as registered with IANA, and older spellings that storage services still send. */
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

/** The extension for a media type (lower case, without parameters), '' where there is none in the list. */
export function extensionOfType(type: string): string {
  const extension = EXTENSION_OF_TYPE.get(type) ?? /^[a-z]+\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1] ?? ''
  return kindOfExtension(extension) === null ? '' : extension
}

/** `audio`, `video` or `image` where a media type says so. */
export function kindOfType(type: string): FileKind | null {
  return KINDS.find((kind) => kind !== 'other' && type.startsWith(`${kind}/`)) ?? null
}

/** Samples without a header, of which nothing can be checked: by extension, media type or the result's `format` (`pcm_16000`). */
export function isRaw(...names: readonly string[]): boolean {
  return names.some((name) => /^(?:audio\/)?(?:x-)?(?:pcm|raw|l16|l24|basic|[mu]u?-?law|a-?law)/.test(name))
}

/** Stems that the vendor's products name, each by a field of its own. */
export const STEMS = ['vocals', 'drums', 'bass', 'other', 'instrumental', 'guitar', 'piano'] as const

const WORDS: readonly (readonly [kind: FileKind, words: RegExp])[] = [
  ['image', /^(?:image|cover|picture|thumbnail|artwork|poster|photo)s?$/],
  ['video', /^(?:video|movie|mp4|webm|mov)s?$/],
  ['audio', /^(?:audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac)s?$/],
]

/** What a field says of the file that it names: `image_url`, `videoUrl`, `songs`. `words` are in lower case. */
export function kindOfWords(words: readonly string[]): FileKind | null {
  return WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? null
}

/** Says only that there is a file; the field around it says which. */
export function isNeutral(word: string): boolean {
  return /^(?:urls?|uris?|hrefs?|links?|srcs?|files?|downloads?)?\d*$/.test(word)
}

/** Spares nearly every field of a large result the look at its words. */
const MAY_NAME_AUDIO = /audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac/i

/**
 * Whether a field names audio and nothing else (`audio_url`, `songs`; not `audioId`, `vocal_gender`): `url` where it, or a stem, says
 * that a file is named, `bare` where it may as well be a title or a format.
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
