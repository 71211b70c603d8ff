// What the bytes of a file are, whatever its name says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect, type Content } from '../../../src/download/inspect.ts'
import { media } from '../../support/media.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inspect-'))))
afterEach(() => rmSync(folder, { recursive: true }))

async function inspected(content: string | Buffer): Promise<Content> {
  const bytes = Buffer.from(content)
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return inspect(path, bytes.length)
}

test.each([
  ['<html lang="en">', 'a web page'],
  ['<!DocType HTML>', 'a web page'],
  ['  <head>', 'a web page'],
  ['<body>', 'a web page'],
  ['<Error/>', 'XML'],
  [' <a>', 'XML'],
  ['<?xml version="1.0"?><rss/>', 'XML'],
  ['[1]', 'JSON'],
  ['\n{', 'JSON'],
  ['see <html> and {}', 'text'],
  ['\ttab, line\r\n', 'text'],
  [`${'é'.repeat(2_047)}a€uro`, 'text'],
])('%j is text: %s', async (text, what) => {
  expect(await inspected(text)).toEqual({ kind: 'text', what })
})

test.each([
  ['a zero byte', 'text\0'],
  ['an escape sequence', 'text\u001b[0m'],
  ['a backspace', 'text\b'],
  ['a vertical sign', 'text\u000e'],
  ['a deletion', '\u007f'.repeat(4_000)],
  ['bytes that are no UTF-8', Buffer.from([0x74, 0xff, 0x74])],
])('text with %s is nothing that anybody knows', async (_what, bytes) => {
  expect(await inspected(bytes)).toEqual({ kind: 'unknown' })
})

test('only the first 4,096 bytes decide what is text', async () => {
  expect(await inspected(`${'a'.repeat(4_096)}\0`)).toMatchObject({ kind: 'text' })
  expect(await inspected(`${'a'.repeat(4_095)}\0`)).toMatchObject({ kind: 'unknown' })
})

test.each([
  ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), { kind: 'other', format: 'jpg', isImage: true }],
  [
    'an archive',
    Buffer.from('PK\u0003\u0004'.padEnd(40, '\0')),
    { kind: 'other', format: 'zip', isImage: false },
  ],
  [
    'a video in part',
    media('video.mp4').subarray(0, 40),
    { kind: 'unreadable', format: 'mp4', isSupported: true },
  ],
  [
    'a format that cannot be read',
    Buffer.from('#!AMR\n'),
    { kind: 'unreadable', format: 'amr', isSupported: false },
  ],
])('%s is known by its first bytes', async (_what, bytes, content) => {
  expect(await inspected(bytes)).toEqual(content)
})

test('audio and video are measured', async () => {
  const song = { kind: 'media', format: 'mp3', isVideo: false, seconds: 1.152, bitsPerSecond: 8_000 }
  expect(await inspected(media('song.mp3'))).toEqual(song)
  const film = { kind: 'media', format: 'webm', isVideo: true, seconds: 1, bitsPerSecond: null }
  expect(await inspected(media('video.webm'))).toEqual(film)
})

test('a container without a track, and one whose length is nothing, are damaged', async () => {
  const m4a = media('song.m4a')
  for (const bytes of [m4a.subarray(0, 36), m4a.subarray(0, m4a.indexOf('moov') - 4)]) {
    expect(await inspected(bytes)).toEqual({ kind: 'unreadable', format: 'm4a', isSupported: true })
  }
  const opus = await inspected(media('song.ogg').subarray(0, 900))
  expect(opus).toEqual({ kind: 'unreadable', format: 'opus', isSupported: true })
})

test('a file that is gone is an error of the disk', async () => {
  await expect(inspect(join(folder, 'gone'), 1)).rejects.toThrow('ENOENT')
})
