// What the bytes of a file are, whatever its name says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCheck, type Content } from '../../../src/audio/check.ts'
import { media } from '../../support/media.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inspect-'))))
afterEach(() => rmSync(folder, { recursive: true, maxRetries: 5 }))

async function inspected(content: string | Buffer): Promise<Content> {
  const bytes = Buffer.from(content)
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const file = { path, bytes: bytes.length, isHeaderless: false }
  return createCheck()(file, new AbortController().signal)
}

test.each([
  ['a web page', ['<html lang="en">', '<!DocType HTML>', '  <head>', '<body>']],
  ['XML', ['<Error/>', ' <a>', '<?xml version="1.0"?><rss/>']],
  ['JSON', ['[1]', '\n{']],
  ['text', ['see <html> and {}', '\ttab, line\r\n', `${'é'.repeat(2_047)}a€uro`]],
])('a text may be %s', async (what, texts) => {
  for (const text of texts) expect([text, await inspected(text)]).toEqual([text, { kind: 'text', what }])
})

test('text with control characters, or with bytes that are no UTF-8, is nothing that anybody knows', async () => {
  const controls = ['text\0', 'text\u001b[0m', 'text\b', 'text\u000e', '\u007f'.repeat(4_000)]
  for (const bytes of [...controls, Buffer.from([0x74, 0xff, 0x74])])
    expect([bytes, await inspected(bytes)]).toEqual([bytes, { kind: 'unknown' }])
})

test('only the first 4,096 bytes decide what is text', async () => {
  expect(await inspected(`${'a'.repeat(4_096)}\0`)).toMatchObject({ kind: 'text' })
  expect(await inspected(`${'a'.repeat(4_095)}\0`)).toMatchObject({ kind: 'unknown' })
})

const damaged = (format: string): Content => ({ kind: 'damaged', format, why: 'is damaged' })
const other = (format: string, isImage: boolean): Content => ({
  kind: 'other',
  format,
  isImage,
  isCut: false,
})

test.each([
  ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), other('jpg', true)],
  ['an archive', 'PK\u0003\u0004'.padEnd(40, '\0'), other('zip', false)],
  ['a video in part', media('video.mp4').subarray(0, 40), damaged('mp4')],
  ['a format that cannot be read', '#!AMR\n', { kind: 'unchecked', format: 'amr', isVideo: false }],
])('%s is known by its first bytes', async (_what, bytes, content) => {
  expect(await inspected(bytes)).toEqual(content)
})

test('audio and video are measured', async () => {
  const song = { kind: 'media', format: 'mp3', isVideo: false, seconds: 1.152, warnings: [] }
  expect(await inspected(media('song.mp3'))).toEqual(song)
  const film = { kind: 'media', format: 'webm', isVideo: true, seconds: 1, warnings: [] }
  expect(await inspected(media('video.webm'))).toEqual(film)
})

test('a container without a track, one whose length is nothing, and one without a sample are damaged', async () => {
  const m4a = media('song.m4a')
  for (const bytes of [m4a.subarray(0, 36), m4a.subarray(0, m4a.indexOf('moov') - 4)])
    expect(await inspected(bytes)).toEqual(damaged('m4a'))
  expect(await inspected(media('song.ogg').subarray(0, 900))).toEqual(damaged('opus'))
  const wav = media('song.wav')
  const silence = Buffer.from(wav.subarray(0, wav.indexOf('data') + 8))
  silence.writeUInt32LE(0, silence.length - 4)
  expect(await inspected(silence)).toEqual(damaged('wav'))
})
