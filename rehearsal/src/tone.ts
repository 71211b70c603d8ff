/**
 * The sound of a rehearsal: one second of a quiet tone, as a WAV file whose title says what it is.
 */

const RATE = 8_000
const FREQUENCY = 440
const LOUDNESS = 8_000
/** The tone fades in and out over this many samples, so that it does not click. */
const FADE = 400

export const TONE_SECONDS = 1

export function tone(): Buffer {
  const samples = Buffer.alloc(RATE * TONE_SECONDS * 2)
  for (let at = 0; at < RATE * TONE_SECONDS; at++) {
    const swell = Math.min(1, at / FADE, (RATE * TONE_SECONDS - at) / FADE)
    const wave = Math.sin((2 * Math.PI * FREQUENCY * at) / RATE)
    samples.writeInt16LE(Math.round(LOUDNESS * swell * wave), at * 2)
  }
  const title = chunk('INAM', Buffer.from('Rehearsal, not a song\0'))
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WAVE'),
      chunk('fmt ', format()),
      chunk('LIST', Buffer.concat([Buffer.from('INFO'), title])),
      chunk('data', samples),
    ]),
  )
}

/** PCM, one channel, 16 bits a sample. */
function format(): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt16LE(1, 0)
  bytes.writeUInt16LE(1, 2)
  bytes.writeUInt32LE(RATE, 4)
  bytes.writeUInt32LE(RATE * 2, 8)
  bytes.writeUInt16LE(2, 12)
  bytes.writeUInt16LE(16, 14)
  return bytes
}

/** A chunk of a RIFF file. Each of ours has an even number of bytes, so that none needs padding. */
function chunk(name: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name), size, content])
}
