// What counts as an inspection, and where tags begin and end.
import { endOfMedia, endOfTags, NOTHING, part, parseInspection } from '../../../src/audio/inspector/walk.ts'
import { inMemory, noise, walked } from '../../support/inspection.ts'

const WALK = { ...NOTHING, announcedSeconds: 2.5, cutIn: 'page' }
const walkWith = (more: object): object => ({ kind: 'walked', walk: { ...WALK, ...more } })

test.each<[string, object]>([
  ['a walk', walkWith({})],
  ['a walk that announces nothing and is not cut', walkWith({ announcedSeconds: null, cutIn: null })],
  ...['unknown', 'broken', 'time', 'memory'].map((kind): [string, object] => [kind, { kind }]),
  ['an error of the system', { kind: 'unreadable', code: 'EIO' }],
])('%s is an inspection', (_what, printed) => {
  expect(parseInspection(`  ${JSON.stringify(printed)}\n{"kind":"time"}\n`)).toEqual(printed)
})

test.each<[string, unknown]>([
  ['nothing', ''],
  ['a list', []],
  ['null', null],
  ['another kind', { kind: 'fine' }],
  ['a walk without a walk', { kind: 'walked', walk: null }],
  ['a walk without a format', walkWith({ format: null })],
  ['a walk without a sum', walkWith({ foundSeconds: null })],
  ['a format of its own', walkWith({ format: '../x' })],
  ['an end of its own', walkWith({ cutIn: '::error::' })],
  ['a length in words', walkWith({ announcedSeconds: '::error::' })],
  ['a code in words', { kind: 'unreadable', code: '::error::EIO' }],
  ['a code with words', { kind: 'unreadable', code: 'EIO ::error::' }],
])('%s is not an inspection', (_what, printed) => {
  expect(parseInspection(printed === '' ? '' : JSON.stringify(printed))).toBeNull()
})

/** `TAG`, or the first bytes of a tag whose length is at this place. */
function tag(mark: string, bytes: number, place = 0, length = 0): Buffer {
  const tag = Buffer.from(mark.padEnd(bytes, '\0'), 'latin1')
  if (place > 0) tag.writeUInt32LE(length, place)
  return tag
}
const id3 = (flags: string, version = '\x04'): Buffer => tag(`ID3${version}\0${flags}\0\0\x01\x7f`, 265 + 10)
const sound = Buffer.alloc(200, 1)

test.each<[what: string, parts: readonly Buffer[], end: number]>([
  ['no tag', [sound], 0],
  ['ID3v2', [id3('\0'), sound], 265],
  ['ID3v2 with a footer', [id3('\x10'), sound], 275],
  ['ID3v2 of the whole file', [id3('\x10')], 275],
  ['ID3v2 of an unknown version', [id3('\0', '\x05'), sound], 0],
  ['ID3v2 with a size of eight bits', [tag('ID3\x04\0\0\0\0\0\x80', 140), sound], 0],
  ['ID3v2 that is longer than the file', [id3('\x10').subarray(0, 274)], 0],
  ['ID3v1 and APE', [tag('TAG', 128), tag('APETAGEX', 52, 12, 20), sound], 180],
  ['half of a mark', [Buffer.from('ID3')], 0],
])('the tags at the start end where they say: %s', (_what, parts, end) => {
  expect(endOfTags(inMemory(Buffer.concat(parts)))).toBe(end)
})

const ape = (flags: number, length: number): Buffer => {
  const footer = tag('APETAGEX', 32, 12, length)
  footer.writeUInt32LE(flags, 20)
  return Buffer.concat([Buffer.alloc(64), footer])
}
const lyrics = Buffer.from(`${'a'.repeat(85)}000085LYRICS200`)

test.each<[what: string, parts: readonly Buffer[], end: number]>([
  ['no tag', [sound], 200],
  ['APE', [sound, ape(0, 64)], 232],
  ['APE with a header', [sound, ape(0x80000000, 64)], 200],
  ['APE of the whole file', [ape(0, 96)], 0],
  ['APE alone', [ape(0, 32).subarray(64)], 0],
  ['APE that is longer than the file', [ape(0, 97)], 96],
  ['Lyrics3 and ID3v1', [sound, lyrics, tag('TAG', 128)], 200],
  ['Lyrics3 in front of something', [lyrics, Buffer.from('x')], 101],
])('the tags at the end begin where they say: %s', (_what, parts, end) => {
  expect(endOfMedia(inMemory(Buffer.concat(parts)))).toBe(end)
})

test('a part of a file is read as a file of its own', () => {
  const file = noise(100)
  const inner = part(inMemory(file), 10, 30)
  expect([inner.size, inner.read(5, 100)]).toEqual([20, file.subarray(15, 30)])
  expect(part(inMemory(file), 30, 10).size).toBe(0)
})

test('an empty file has no sound, and lacks no mark', async () => {
  expect(await walked(Buffer.alloc(0), 'mp4')).toMatchObject({ hasAudio: false, lacksEndMark: false })
})
