/** Files inside the result itself: `data:` URIs (RFC 2397), or base64 in a field named so. */

export interface Embedded {
  /** In lower case, without parameters; '' if unknown. */
  readonly mediaType: string
  readonly isBase64: boolean
  /** Not decoded yet: each poll reads the result, but the file is saved only once. */
  readonly data: string
}

/** The media type and its parameters are optional. */
const DATA_URI = /^\s*data:([\w.+-]+\/[\w.+-]+)?(?:;(?!base64,)[^;,\s]{1,100}){0,9}(;base64)?,/i
const BASE64 = /^[A-Za-z0-9+/_\s-]*(?:=\s*){0,2}$/

/** Returns the file that a text encodes, or `null`. `field`: the name of its field. */
export function embeddedFile(text: string, field: string): Embedded | null {
  if (/^\s{0,9}data:/i.test(text)) {
    const [start = '', type = '', base64] = DATA_URI.exec(text.slice(0, 1_200)) ?? []
    const data = text.slice(start.length)
    if (start === '' || data.trim() === '') return null
    return { mediaType: type.toLowerCase(), isBase64: base64 !== undefined, data }
  }
  if (!/b64|base64/i.test(field) || text.trim() === '' || !BASE64.test(text.slice(0, 100))) return null
  return { mediaType: '', isBase64: true, data: text }
}

/** Decodes an embedded file; `null` if it is not valid. */
export function decodeEmbedded({ data, isBase64 }: Embedded): Buffer | null {
  const plain = data.includes('%')
    ? data.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : data
  if (isBase64) {
    // Four characters are three bytes; a single character left over is an error.
    const length = plain.replace(/[\s=]+/g, '').length
    return BASE64.test(plain) && length % 4 !== 1 ? Buffer.from(plain, 'base64') : null
  }
  return /^[\0-\xff]*$/.test(plain) ? Buffer.from(plain, 'latin1') : null
}
