/**
 * Undoes content codings while the bytes come in.
 */
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Encoding } from './download-answer.ts'

/** The packed bytes are not what they claim to be, or end too early. */
export class PackingFault extends Error {}

const UNPACKERS: Readonly<Record<Exclude<Encoding, 'identity'>, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The bytes as they were before `encoding`. Throws what broke `packed`, or a `PackingFault`. */
export async function* unpack(packed: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'identity') {
    yield* packed
    return
  }
  const unpacker = UNPACKERS[encoding]()
  let broken: unknown
  const source = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* packed
    } catch (error) {
      broken = error
      throw error
    }
  }
  // What goes wrong in it comes out of the loop below.
  pipeline(source, unpacker).catch(() => undefined)
  const pieces: AsyncIterable<Buffer> = unpacker
  try {
    yield* pieces
  } catch (error) {
    if (error === broken) throw error
    throw new PackingFault('', { cause: error })
  }
}
