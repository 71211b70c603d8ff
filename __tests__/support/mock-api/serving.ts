/**
 * How one download goes, as data: whole, or wrong in a way that storage hosts are known for. `serve.ts` carries it out.
 */

/** How one download goes. Built by the functions below. */
export type Serving =
  | {
      readonly kind: 'send'
      readonly framing: 'content-length' | 'chunked'
      readonly claimedExtraBytes: number
    }
  | { readonly kind: 'stop'; readonly atByte: number; readonly then: 'cut' | 'stall' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  | { readonly kind: 'redirect'; readonly location: string; readonly httpStatus: number }
  | {
      readonly kind: 'refuse'
      readonly httpStatus: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'silence' }

export const whole = (): Serving => ({ kind: 'send', framing: 'content-length', claimedExtraBytes: 0 })
/** All of it, with no word on how long it is. */
export const chunked = (): Serving => ({ kind: 'send', framing: 'chunked', claimedExtraBytes: 0 })
/** All of it, with a Content-Length that is wrong by so many bytes; then the connection is closed. */
export const wrongLength = (byBytes: number): Serving => ({
  kind: 'send',
  framing: 'content-length',
  claimedExtraBytes: byBytes,
})
/** The right Content-Length, `atByte` bytes, and the connection is cut. */
export const cutAt = (atByte: number): Serving => ({ kind: 'stop', atByte, then: 'cut' })
/** The right Content-Length, `atByte` bytes, and nothing more; the connection stays open. */
export const stallAt = (atByte: number): Serving => ({ kind: 'stop', atByte, then: 'stall' })
/** Compressed whether or not the client asked for that. */
export const gzipEncoded = (): Serving => ({ kind: 'gzip' })
/** Whole, but no faster than this. */
export const slowly = (bytesPerSecond: number): Serving => ({ kind: 'slow', bytesPerSecond })
/** `location` goes out as it is, relative or absolute. */
export const redirectTo = (location: string, httpStatus = 302): Serving => ({
  kind: 'redirect',
  location,
  httpStatus,
})
/** Another HTTP status, with an XML body as object stores send. */
export const refusal = (httpStatus: number, headers: Readonly<Record<string, string>> = {}): Serving => ({
  kind: 'refuse',
  httpStatus,
  headers: { 'Content-Type': 'application/xml', ...headers },
  body: `<?xml version="1.0"?><Error><Code>${httpStatus === 403 ? 'AccessDenied' : 'Error'}</Code></Error>`,
})
/** What a signed URL answers once it has expired. */
export const expired = (): Serving => refusal(403)
/** The request is taken and never answered. */
export const noAnswer = (): Serving => ({ kind: 'silence' })
