// What becomes of a file that came whole: real bytes of every format, and what only claims to be.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPart } from '../../../src/audio/part-file.ts'
import { settle, type Settled } from '../../../src/audio/settle.ts'
import { systemClock } from '../../../src/world/clock.ts'
import { aTask } from '../../support/builders.ts'
import { media } from '../../support/media.ts'
import { bytesOfContent } from '../../support/mock-api/index.ts'

let folder: string
/** Warnings begin with `warning: `. */
let log: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-'))
  log = []
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Given {
  /** The field of the result that names the file. */
  readonly field?: string
  readonly path: string
  readonly contentType?: string
  /** What stands beside the URL. */
  readonly beside?: Readonly<Record<string, unknown>>
}

/** Settles bytes that came for the first file of a result. */
async function settled(
  bytes: Buffer,
  { field = 'audioUrl', path, contentType = '', beside = {} }: Given,
): Promise<Settled> {
  const result = { [field]: `https://cdn.example.com${path}`, ...beside }
  const file = aTask({ status: 'completed', result }).files.files[0]
  if (file === undefined) throw new Error('the result names no file')
  const part = await openPart(folder, systemClock)
  await part.write(bytes)
  const tell = (text: string): void => void log.push(text)
  return settle({ part, contentType }, file, 't', { log: tell, warn: (text) => tell(`warning: ${text}`) })
}

const whyOf = (end: Settled): string => ('why' in end ? end.why : end.kind)

const NOISE = bytesOfContent({ sizeBytes: 5_000, seed: 7 }).subarray(5, 400)
const MEDIA = [
  ['song.mp3', 'audio', 'mp3', 1.152],
  ['song.m4a', 'audio', 'm4a', 1.128],
  ['song.wav', 'audio', 'wav', 1],
  ['song.flac', 'audio', 'flac', 1],
  ['song.ogg', 'audio', 'opus', 1],
  ['video.mp4', 'video', 'mp4', 1.128],
  ['video.webm', 'video', 'webm', 1],
] as const

describe.each(MEDIA)('%s', (name, kind, format, seconds) => {
  const [, extension] = name.split('.')
  const path = `/${name}`

  test('is saved, measured, and listed', async () => {
    const bytes = media(name)
    const end = await settled(bytes, { path })
    const saved = join(folder, `t.${extension}`)
    const what = { path: saved, bytes: bytes.length, name: '', kind, format, seconds }
    expect(end).toMatchObject({ kind: 'saved', file: what })
    expect(readdirSync(folder)).toEqual([`t.${extension}`])
    expect(readFileSync(saved)).toEqual(bytes)
    expect(log).toEqual([])
  })

  test.each([
    ['that breaks off in its header', media(name).subarray(0, 30), /damaged|no known format/],
    ['that is noise', NOISE, /its bytes are of no known format/],
    ['that is text', Buffer.from('Not found'), /is no [A-Z\d]+ but text/],
    ['that is JSON', Buffer.from(' {"error":"é"}'), /is no [A-Z\d]+ but JSON/],
    ['that is a picture', media('cover.png'), /is no [A-Z\d]+ but a file of the type PNG/],
  ])('%s is no song, and its bytes are kept under a name that nobody plays', async (_what, bytes, why) => {
    const end = await settled(bytes, { path })
    expect(end.kind).toBe('invalid')
    expect(whyOf(end)).toMatch(why)
    expect(whyOf(end)).toContain(`kept as t.${extension}.invalid`)
    expect(readFileSync(join(folder, `t.${extension}.invalid`))).toEqual(bytes)
  })
})

test.each<[string, Buffer, string, string]>([
  ['m4a', media('song.m4a'), 'mp3', 'm4a'],
  ['mp3', media('song.mp3'), 'm4a', 'mp3'],
  ['flac', media('song.flac'), 'wav', 'flac'],
  ['opus', media('song.ogg'), 'mp3', 'opus'],
  ['webm', media('video.webm'), 'mp4', 'webm'],
  ['mp4', media('video.mp4'), 'webm', 'mp4'],
  ['m4a, of the same container,', media('song.m4a'), 'mp4', 'mp4'],
  ['mp4, of the same container,', media('video.mp4'), 'm4a', 'm4a'],
  ['opus, of the same container,', media('song.ogg'), 'oga', 'oga'],
  ['webm, of the same container,', media('video.webm'), 'weba', 'weba'],
  ['jpg, another spelling,', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpeg', 'jpeg'],
  ['tif, another spelling,', Buffer.from('II*\0'.padEnd(40, '\0')), 'tiff', 'tiff'],
  ['mid, another spelling,', Buffer.from('MThd'.padEnd(40, '\0')), 'midi', 'midi'],
])('%s under .%2$s is saved by its bytes as .%3$s', async (_bytes, bytes, declared, extension) => {
  await settled(bytes, { path: `/a.${declared}`, field: 'x' })
  expect(readdirSync(folder)).toEqual([`t-x.${extension}`])
  expect(log).toEqual(extension === declared ? [] : [`the bytes are ${extension}, not ${declared}`])
})

const COVER = { path: '/a', contentType: 'video/x', field: 'cover' }

test.each<[string, Given, string, string]>([
  ['the extension', { path: '/a.mp4', contentType: 'audio/mpeg' }, 't.mp4', 'video'],
  ['the content type', { path: '/a', contentType: 'audio/mp4' }, 't.m4a', 'audio'],
  ['half of the content type', COVER, 't-cover.mp4', 'video'],
  ['the format', { path: '/a', beside: { format: 'M4A' }, field: 'x' }, 't-x.m4a', 'audio'],
  ['the field', { path: '/a', field: 'song' }, 't-song.mp4', 'audio'],
  ['the bytes', { path: '/a', field: 'x' }, 't-x.mp4', 'video'],
])('the kind and the name go by %s first', async (_what, given, name, kind) => {
  expect(await settled(media('video.mp4'), given)).toMatchObject({ file: { path: join(folder, name), kind } })
  expect(log).toEqual([])
})

describe('a format that nobody here can read is saved, and said not to be checked', () => {
  test.each<[string, Given]>([
    ['t.amr', { path: '/a.amr' }],
    ['t.bin', { path: '/a' }],
    ['t.pcm', { path: '/a.pcm' }],
    ['t.ulaw', { path: '/a', contentType: 'audio/basic' }],
    ['t.pcm', { path: '/a', beside: { format: 'pcm_16000' } }],
    ['t.mka', { path: '/a.mka' }],
  ])('as %s: %j', async (name, given) => {
    const nothing = { kind: 'audio', format: null, seconds: null, bitsPerSecond: null }
    const file = { path: join(folder, name), ...nothing }
    expect(await settled(NOISE, given)).toMatchObject({ kind: 'saved', file })
    expect(log).toEqual(['not checked: nothing here can read its format'])
  })

  test('also where samples happen to look like something else', async () => {
    const saved = { kind: 'saved', file: { format: null } }
    for (const bytes of [media('song.mp3'), media('cover.png'), media('song.mp3').subarray(0, 30)])
      expect(await settled(bytes, { path: '/a.pcm' })).toMatchObject(saved)
    expect(readdirSync(folder)).toEqual(['t.pcm'])
  })

  test('but not a text, nor what has a checked extension', async () => {
    const text = Buffer.from('Not found')
    expect(whyOf(await settled(text, { path: '/a.pcm' }))).toContain('t.pcm is no PCM but text')
    expect(whyOf(await settled(text, { path: '/a' }))).toContain('t.bin is no audio or video but text')
    const wav = { path: '/a.wav', beside: { format: 'pcm_s16le' } }
    expect(whyOf(await settled(NOISE, wav))).toContain('of no known format')
    expect(await settled(media('song.wav'), wav)).toMatchObject({ file: { format: 'wav', seconds: 1 } })
  })
})

describe('a file that is not promised', () => {
  test('is saved as what it is', async () => {
    const cover = { kind: 'saved', file: { name: 'cover', kind: 'image', format: 'png', seconds: null } }
    expect(await settled(media('cover.png'), { path: '/c.jpg', field: 'cover' })).toMatchObject(cover)
    const noise = { kind: 'saved', file: { kind: 'other', format: null } }
    expect(await settled(NOISE, { path: '/x', field: 'x' })).toMatchObject(noise)
    expect(readdirSync(folder)).toEqual(['t-cover.png', 't-x.bin'])
    expect(log).toEqual(['the bytes are png, not jpg'])
  })

  test('is left out where it is a text, and is no audio where its type says so', async () => {
    const given = { path: '/x', field: 'x' }
    expect(await settled(Buffer.from('{}'), given)).toEqual({ kind: 'left-out' })
    expect([readdirSync(folder), log]).toEqual([[], ['left out, since it is JSON']])
    const claimed = await settled(Buffer.from('{}'), { ...given, contentType: 'audio/mpeg' })
    expect(claimed.kind).toBe('invalid')
  })
})

test.each([
  [28, ''],
  [33, ''],
  [34, 'warning: t.wav is 30s long, where the result says 34s'],
  [26, 'warning: t.wav is 30s long, where the result says 26s'],
])('a song of 30 s where the result says %d: "%s"', async (duration, warning) => {
  const bytes = bytesOfContent({ sizeBytes: 44 + 30 * 88_200, seed: 1, format: 'wav' })
  await settled(bytes, { path: '/a.wav', beside: { duration } })
  expect(log.join()).toBe(warning)
})

test('where a folder stands in the place of the file, the file is not saved, and nothing is left', async () => {
  const path = join(folder, 't.mp3')
  mkdirSync(join(path, 'inside'), { recursive: true })
  const why = `cannot write ${path}: there is a folder of that name (EISDIR)`
  expect(await settled(media('song.mp3'), { path: '/a.mp3' })).toEqual({ kind: 'failed', why })
  expect(readdirSync(folder)).toEqual(['t.mp3'])
})
