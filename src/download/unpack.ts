/**
 * Undoes content codings while the bytes come in.
 */
import type { Transform } from 'node:stream'
import type { Encoding } from './response.ts'

/** The packed bytes are not what they claim to be, or end too early. */
export class PackingFault extends Error {}

/** Loaded when needed: few steps meet a packed file, and every step would pay the start-up. */
async function createUnpacker(encoding: Exclude<Encoding, 'identity'>): Promise<Transform> {
  const zlib = await import('node:zlib')
  switch (encoding) {
    case 'gzip':
      return zlib.createGunzip()
    case 'deflate':
      return zlib.createInflate()
    case 'br':
      return zlib.createBrotliDecompress()
  }
}

/** The bytes as they were before `encoding`. Throws what broke `packed`, or a `PackingFault`. */
export async function* unpack(packed: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'identity') {
    yield* packed
    return
  }
  const unpacker = await createUnpacker(encoding)
  const { pipeline } = await import('node:stream/promises')
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
    throw new PackingFault()
  }
}
