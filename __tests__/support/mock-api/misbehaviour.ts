/**
 * Answers that go wrong on the wire, as data. Each is built by a function named for what the client sees;
 * `perform.ts` carries them out. (A refused connection is no answer: see `down` and `up` of the listener.)
 */
import { status, type Reply } from './replies.ts'

/** How the client can tell where a body ends: by its length, by a last chunk, or only by the connection's end. */
export type Framing = 'content-length' | 'chunked' | 'until-close'

/** One answer in a script. */
export type Step =
  | Reply
  | { readonly kind: 'delayed'; readonly delayMs: number; readonly step: Step }
  | { readonly kind: 'reset'; readonly where: 'before-headers' | 'in-headers' }
  | {
      readonly kind: 'cut'
      readonly reply: Reply
      readonly framing: Framing
      readonly how: 'close' | 'reset'
    }
  | { readonly kind: 'silence'; readonly after: 'accept' | 'headers' }
  | { readonly kind: 'drip'; readonly reply: Reply; readonly everyMs: number }
  | { readonly kind: 'flood'; readonly totalBytes: number }
  | {
      readonly kind: 'last-words'
      readonly reply: Reply
      readonly how: 'close-at-once' | 'reset-next-request'
    }

/** The step's answer, begun `delayMs` later. */
export function delayed(delayMs: number, step: Step): Step {
  return { kind: 'delayed', delayMs, step }
}

/** The connection is reset once the request is there. */
export function resetBeforeHeaders(): Step {
  return { kind: 'reset', where: 'before-headers' }
}

/** The connection is reset in the middle of the answer's headers. */
export function resetInHeaders(): Step {
  return { kind: 'reset', where: 'in-headers' }
}

/** Half of the body comes, then the connection ends: politely (`close`) or with a reset. */
export function cutInBody(
  framing: Framing = 'content-length',
  how: 'close' | 'reset' = 'close',
  reply: Reply = status('processing'),
): Step {
  return { kind: 'cut', reply, framing, how }
}

/** The request is taken, nothing is ever answered, and the connection stays open. */
export function silenceAfterAccept(): Step {
  return { kind: 'silence', after: 'accept' }
}

/** Headers come that promise a body, and nothing after them. */
export function silenceAfterHeaders(): Step {
  return { kind: 'silence', after: 'headers' }
}

/** The body comes a byte at a time: never idle for long, never done. */
export function dripping(everyMs = 1000, reply: Reply = status('processing')): Step {
  return { kind: 'drip', reply, everyMs }
}

/** A body that never ends: the beginning of a record whose padding goes on and on. */
export function endlessBody(): Step {
  return { kind: 'flood', totalBytes: Infinity }
}

/** A valid, completed record of exactly `totalBytes`, most of it padding. */
export function hugeBody(totalBytes: number): Step {
  return { kind: 'flood', totalBytes }
}

/** Answers, then closes the kept-alive connection at once: the client may or may not have noticed before its next request. */
export function thenCloses(reply: Reply): Step {
  return { kind: 'last-words', reply, how: 'close-at-once' }
}

/** Answers, and resets the connection when the next request comes over it (which takes no step of any script). */
export function thenResetsNextRequest(reply: Reply): Step {
  return { kind: 'last-words', reply, how: 'reset-next-request' }
}
