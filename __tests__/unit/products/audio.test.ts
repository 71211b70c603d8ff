// Which audio a completed task names, for every documented kind of result and for those that surprise.
import fc from 'fast-check'
import { audioUrlOf, findAudio } from '../../../src/products/files.ts'
import { parseJson } from '../../../src/text/json.ts'
import { downloadResult, songResult, stemsResult, uploadResult } from '../../support/mock-api/results.ts'

const SONG = 'https://cdn.example.com/audio.mp3?sig=a%2Fb&x=1'
const STEMS = {
  vocals: 'https://cdn.example.com/stems/vocals.wav',
  drums: 'https://cdn.example.com/stems/drums.wav',
  bass: 'https://cdn.example.com/stems/bass.wav',
  other: 'https://cdn.example.com/stems/other.wav',
}

/** What `findAudio` found, in a form that is easy to compare. */
function found(result: unknown): unknown {
  const audio = findAudio(result)
  if (audio.kind === 'missing') return audio.why
  return audio.sources.map(({ url, name, format }) => [url.href, name, format])
}

describe('the output audioUrl', () => {
  test.each([
    ['a generated song', songResult(SONG)],
    ['a download', downloadResult(SONG)],
    ['an upload', uploadResult(SONG)],
    ['a local stand-in', { audioUrl: 'http://127.0.0.1:8080/a.mp3' }],
    ['a local stand-in by name', { audioUrl: 'http://localhost/a.mp3' }],
    ['a local stand-in by IPv6', { audioUrl: 'http://[::1]:1/a.mp3' }],
  ])('is the URL of %s, as it was sent', (_what, result) => {
    expect(Object.values(result)).toContain(audioUrlOf(result))
  })

  test('prefers audioUrl, and falls back to url where audioUrl is not usable', () => {
    const url = 'https://cdn.example.com/b.mp3'
    expect(audioUrlOf({ audioUrl: SONG, url })).toBe(SONG)
    for (const audioUrl of [null, '', 'http://cdn.example.com/a.mp3', 7])
      expect(audioUrlOf({ audioUrl, url })).toBe(url)
  })

  test.each([
    ['no result', null],
    ['a text', SONG],
    ['a list', [{ audioUrl: SONG }]],
    ['stems', stemsResult(STEMS)],
    ['plain http', { audioUrl: 'http://cdn.example.com/a.mp3' }],
    ['a host that only begins like this machine', { audioUrl: 'http://127.0.0.1.example.com/a.mp3' }],
    ['a path', { audioUrl: '/a.mp3' }],
    ['a URL without its slashes', { audioUrl: 'https:cdn.example.com/a.mp3' }],
    ['the same with a whole URL in it', { audioUrl: 'https:cdn.example.com/a.mp3?of=https://h/' }],
    ['a script', { audioUrl: 'javascript:alert(1)' }],
    ['a data URL', { audioUrl: 'data:audio/mpeg;base64,AAAA' }],
    ['a password', { audioUrl: 'https://user:pass@cdn.example.com/a.mp3' }],
    ['a list of URLs', { audioUrl: [SONG] }],
  ])('is empty for %s', (_what, result) => {
    expect(audioUrlOf(result)).toBe('')
  })

  test('is one line of visible ASCII whatever was sent', () => {
    expect(audioUrlOf({ audioUrl: ' https://cdn.example.com/Müller\n song.mp3 ' })).toBe(
      'https://cdn.example.com/M%C3%BCller%20song.mp3',
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(audioUrlOf({ audioUrl: `https://h/${text}` })).toMatch(/^[!-~]*$/)
      }),
    )
  })
})

describe('the audio files of a result', () => {
  test('are one for a song, a download and an upload', () => {
    expect(found(songResult(SONG))).toEqual([[SONG, '', '']])
    expect(found(downloadResult(SONG, 'm4a'))).toEqual([[SONG, '', 'm4a']])
    expect(found(uploadResult(SONG))).toEqual([[SONG, '', '']])
  })

  test('are four for stems, each with its name', () => {
    expect(found(stemsResult(STEMS))).toEqual(Object.entries(STEMS).map(([name, url]) => [url, name, '']))
  })

  test('are those that are there, where a stem is absent, null or blank', () => {
    const { vocals, bass } = STEMS
    expect(found({ vocals, drums: null, bass, other: ' ' })).toEqual([
      [vocals, 'vocals', ''],
      [bass, 'bass', ''],
    ])
  })

  test('are the one of audioUrl where there are several fields', () => {
    expect(found({ ...STEMS, audioUrl: SONG, url: 'https://cdn.example.com/b.mp3' })).toEqual([
      [SONG, '', ''],
    ])
    expect(found({ ...STEMS, url: SONG })).toEqual([[SONG, '', '']])
  })

  test.each([
    ['no result', null, 'the task has no result object that could name an audio URL'],
    ['a text for a result', 'done', 'the task has no result object that could name an audio URL'],
    ['a list for a result', [], 'the task has no result object that could name an audio URL'],
    [
      'a number for a result',
      parseJson('12345678901234567890'),
      'the task has no result object that could name an audio URL',
    ],
    [
      'a result without a URL',
      { title: 'Summer Vibes' },
      'the result names no audio URL: it has none of audioUrl, url, vocals, drums, bass, other',
    ],
    [
      'plain http',
      { audioUrl: 'http://cdn.example.com/a.mp3?sig=1' },
      "the result's audioUrl is not an absolute https URL",
    ],
    ['a path', { url: '/a.mp3' }, "the result's url is not an absolute https URL"],
    ['a list of URLs', { url: [SONG] }, "the result's url is not a string"],
    [
      'a password',
      { url: 'https://user@cdn.example.com/a' },
      "the result's url has a user name or password in it",
    ],
    [
      'one stem that is not usable',
      { ...STEMS, bass: 'soon' },
      "the result's bass is not an absolute https URL",
    ],
    [
      'an audioUrl that is not usable, and a url',
      { audioUrl: 'soon', url: SONG },
      "the result's audioUrl is not an absolute https URL",
    ],
  ])('are missing for %s', (_what, result, why) => {
    expect(found(result)).toBe(why)
  })
})
