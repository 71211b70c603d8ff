/** Builds MP4 files of any length out of a small one. */
import { media } from './media.ts'

/** `SIZE NAME CONTENT` of MP4. */
export function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

const PARENTS = /^(?:moov|trak|mdia|minf|stbl)$/

/** The boxes of an MP4 file, with other content in each box of that name. */
export function withBox(boxes: Buffer, name: string, content: Buffer): Buffer {
  const all: Buffer[] = []
  for (let at = 0; at < boxes.length; at += boxes.readUInt32BE(at)) {
    const [found, body] = [
      boxes.toString('latin1', at + 4, at + 8),
      boxes.subarray(at + 8, at + boxes.readUInt32BE(at)),
    ]
    all.push(box(found, found === name ? content : PARENTS.test(found) ? withBox(body, name, content) : body))
  }
  return Buffer.concat(all)
}

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4)
  return bytes
}

/** A file that plays the six seconds of `moov-last.m4a` so many times: its boxes are `ftyp`, `free`, `mdat`, `moov`. */
export function longM4a(times: number): Buffer {
  const file = media('moov-last.m4a')
  const [mdat, moov] = [file.indexOf('mdat') + 4, file.indexOf('moov') - 4]
  const sizes = file.indexOf('stsz') + 16
  const count = file.readUInt32BE(sizes - 4)
  const table = file.subarray(sizes, sizes + count * 4)
  const sound = Buffer.alloc((moov - mdat) * times, file.subarray(mdat, moov))
  const chunks = Array.from({ length: times }, (_, index) => mdat + (moov - mdat) * index)
  const header = Buffer.from(file.subarray(file.indexOf('mdhd') + 4, file.indexOf('mdhd') + 28))
  header.writeUInt32BE(count * times * 1024, 16)
  let boxes = file.subarray(moov)
  boxes = withBox(boxes, 'mdhd', header)
  boxes = withBox(boxes, 'stts', numbers(0, 1, count * times, 1024))
  boxes = withBox(boxes, 'stsc', numbers(0, 1, 1, count, 1))
  boxes = withBox(boxes, 'stsz', Buffer.concat([numbers(0, 0, count * times), ...chunks.map(() => table)]))
  boxes = withBox(boxes, 'stco', numbers(0, times, ...chunks))
  return Buffer.concat([file.subarray(0, mdat - 8), box('mdat', sound), boxes])
}
