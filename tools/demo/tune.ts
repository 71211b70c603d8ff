// The songs of the demo: a few notes as a WAV file, which players can play. Every song sounds different.

const RATE = 8_000
const NOTES_A_SECOND = 4
/** A minor pentatonic scale, in half tones above A3: any sequence of these notes sounds well. */
const SCALE = [0, 3, 5, 7, 10, 12, 15]
const A3_HZ = 220

/** A song that lasts `seconds` seconds. Each `number` is another song. */
export function tune(seconds: number, number: number): Buffer {
  const samples = Buffer.alloc(seconds * RATE)
  for (let at = 0; at < samples.length; at++) {
    const note = Math.floor((at * NOTES_A_SECOND) / RATE)
    const halfTones = SCALE[(note * (number + 2) + ((note * note) % (number + 3))) % SCALE.length] ?? 0
    const hertz = A3_HZ * 2 ** ((halfTones + (number % 5)) / 12)
    // Each note fades out, or it would click.
    const loudness = 60 * (1 - (((at * NOTES_A_SECOND) / RATE) % 1))
    samples[at] = 128 + Math.round(loudness * Math.sin((2 * Math.PI * hertz * at) / RATE))
  }
  return Buffer.concat([header(samples.length), samples])
}

/** PCM, one channel, 8 bits. */
function header(bytes: number): Buffer {
  const riff = Buffer.from(
    'RIFF____WAVEfmt \u0010\0\0\0\u0001\0\u0001\0________\u0001\0\u0008\0data____',
    'latin1',
  )
  riff.writeUInt32LE(36 + bytes, 4)
  riff.writeUInt32LE(RATE, 24)
  riff.writeUInt32LE(RATE, 28)
  riff.writeUInt32LE(bytes, 40)
  return riff
}
