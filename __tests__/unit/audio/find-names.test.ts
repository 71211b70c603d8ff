// What the files of a result are called, and what stands beside them.
import { aTask } from '../../support/builders.ts'
import type { Task } from '../../../src/mountsea/read.ts'
import { downloadResult, songResult } from '../../support/api/results.ts'

const CDN = 'https://cdn.example.com'
const SONG = `${CDN}/audio.mp3?sig=a%2Fb&x=1`

const filesOf = (result: unknown): Task['files'] => aTask({ status: 'completed', result }).files

describe('the name of a file', () => {
  const [B, C, X48] = [`${CDN}/b`, `${CDN}/c`, 'x'.repeat(48)]

  test.each([
    [{ audioUrl: SONG }, ['']],
    [{ url: SONG }, ['']],
    [{ url: `${CDN}/b`, audioUrl: SONG }, ['', 'url']],
    [{ url: SONG, audioUrl: ' ' }, ['']],
    [{ clips: [{ audio: SONG }], url: SONG, audioUrl: SONG }, ['']],
    [{ data: { audioUrl: SONG, url: `${CDN}/b` } }, ['data-audio', 'data']],
    [{ video_url: SONG, URL: `${CDN}/b`, curl: `${CDN}/c`, 'x-url': `${CDN}/d` }, ['video', 'URL', 'c', 'x']],
    [{ a: { b: SONG }, 'a-b': B, A_B: C, 'a_b-2': `${CDN}/d` }, ['a-b', 'a-b-2', 'A_B', 'a_b-2']],
    [{ a: SONG, A: B, 'a-2': C }, ['a', 'A-2', 'a-2-2']],
    [{ '../../etc': SONG, 'é🎵.': B, '': C }, ['_etc', '_', '']],
    [{ ['x'.repeat(300)]: SONG, [`y${'x'.repeat(300)}`]: B }, [X48, `${X48}-2`]],
  ])('is the path of its fields, without a closing url, once: %j', (result, names) => {
    expect(filesOf(result).files.map(({ name }) => name)).toEqual(names)
  })
})

test.each([
  ['m4a', null, downloadResult(SONG, '.M4A')],
  ['', 180, songResult(SONG)],
  ['', 7.5, { clips: [{ urls: [SONG], duration: 7.5 }], duration: 9 }],
  ['', 120.5, [{ audio_url: SONG, metadata: { duration: 120.5 } }]],
  ['', null, { audioUrl: SONG, duration: '180', format: 7 }],
  ['', null, { audioUrl: SONG, duration: 0, metadata: { duration: -1 } }],
])('what stands beside a URL says format and length: "%s", %j in %j', (format, seconds, result) => {
  expect(filesOf(result).files).toMatchObject([{ format, seconds }])
})
