/** What the inspector found in a file, as it crosses from its process to the step's: numbers and words of our own, no letter of the file. */

/** The containers that are walked, by the extension that goes with each. */
export const WALKED = [
  'mp3',
  'aac',
  'wav',
  'ogg',
  'opus',
  'flac',
  'mp4',
  'm4a',
  'mov',
  'webm',
  'mkv',
] as const
export type Format = (typeof WALKED)[number]

/** The pieces of which containers are made, of which one may run past the end of a file. */
export const PIECES = ['frame', 'page', 'chunk', 'box', 'element'] as const

export interface Walk {
  readonly format: Format
  readonly hasAudio: boolean
  readonly hasVideo: boolean
  readonly isEncrypted: boolean
  /** The sum of what the packets of the longest track last; each was read. */
  readonly foundSeconds: number
  /** What the container says of its length; `null` where it says nothing. An estimate is nothing. */
  readonly announcedSeconds: number | null
  readonly packetBytes: number
  /** Bytes that belong to no packet, no header and no tag that is known. */
  readonly strayBytes: number
  /** What packets last that cannot be music: of a compressed codec, and one byte all along, or plain text. */
  readonly hollowSeconds: number
  /** The piece that runs past the end of the file; `checksum` where the last piece is whole and its checksum is wrong. */
  readonly cutIn: (typeof PIECES)[number] | 'checksum' | null
  /** The format has a mark for its end, and the file none. */
  readonly lacksEndMark: boolean
}

/** What a walker starts from. */
export const NOTHING: Walk = {
  format: 'mp3',
  hasAudio: false,
  hasVideo: false,
  isEncrypted: false,
  foundSeconds: 0,
  announcedSeconds: null,
  packetBytes: 0,
  strayBytes: 0,
  hollowSeconds: 0,
  cutIn: null,
  lacksEndMark: false,
}

/** What the inspector prints: one line of JSON. */
export type Report =
  | { readonly kind: 'walked'; readonly walk: Walk }
  /** Nothing in the file looks like the format that it should be. */
  | { readonly kind: 'unknown' }
  /** A bound was hit. */
  | { readonly kind: 'bound'; readonly bound: 'time' | 'memory' }
  /** The system could not read the file: Node's code of the error, such as `EIO`. */
  | { readonly kind: 'machine'; readonly code: string }

/** Reads what the inspector printed; `null` for anything else, since a file may have made it print anything. */
export function parseReport(text: string): Report | null {
  const json = parse(text)
  const kind = json['kind']
  if (kind === 'unknown') return { kind }
  if (kind === 'bound') return { kind, bound: json['bound'] === 'memory' ? 'memory' : 'time' }
  if (kind === 'machine') return { kind, code: /^E[A-Z]{1,20}$/.exec(String(json['code']))?.[0] ?? '' }
  const walk = kind === 'walked' ? fields(json['walk']) : null
  const format = WALKED.find((name) => name === walk?.['format'])
  if (walk === null || format === undefined) return null
  const amount = (name: keyof Walk): number => {
    const value = walk[name]
    return typeof value === 'number' && value >= 0 ? value : 0
  }
  return {
    kind: 'walked',
    walk: {
      format,
      hasAudio: walk['hasAudio'] === true,
      hasVideo: walk['hasVideo'] === true,
      isEncrypted: walk['isEncrypted'] === true,
      foundSeconds: amount('foundSeconds'),
      announcedSeconds: walk['announcedSeconds'] === null ? null : amount('announcedSeconds'),
      packetBytes: amount('packetBytes'),
      strayBytes: amount('strayBytes'),
      hollowSeconds: amount('hollowSeconds'),
      cutIn: [...PIECES, 'checksum' as const].find((name) => name === walk['cutIn']) ?? null,
      lacksEndMark: walk['lacksEndMark'] === true,
    },
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return fields(JSON.parse(text))
  } catch {
    return {}
  }
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
