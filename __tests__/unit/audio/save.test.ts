// The files of a completed task, all of them: what is tried how often, and what is said where some cannot be saved.
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { StopReason } from '../../../src/outcome.ts'
import { body, CDN, given, givenHost, macrotask, sent } from '../../support/download-world.ts'
import { SHOWN, SIGNED, SONG, WHOLE, type Fate, type SavedTask } from '../../support/download-world.ts'
import { media } from '../../support/media.ts'
import { songResult, stemsResult } from '../../support/mock-api/results.ts'

const [vocals, drums, bass, other] = [`${CDN}/v.mp3`, `${CDN}/d.mp3`, `${CDN}/b.mp3`, `${CDN}/o.mp3`]
const STEMS = stemsResult({ vocals, drums, bass, other })
const MANY = Array.from({ length: 202 }, (_, n) => `${CDN}/${n}.mp3`)
const PNG = sent('', media('cover.png'))

const namesOf = ({ files }: SavedTask): string[] => files.map(({ path }) => basename(path))

describe('a task', () => {
  test('with a song is completed with one file', async () => {
    const world = given(WHOLE)
    const { outcome, files } = await world.save(songResult(`${CDN}/a.mp3`, { duration: 1 }))
    expect(outcome).toEqual({ kind: 'completed' })
    const sha256 = createHash('sha256').update(SONG).digest('hex')
    expect(files).toMatchObject([{ path: join(world.folder, 'song.mp3'), bytes: SONG.length, sha256 }])
    expect(world.log).toEqual([])
  })

  test('with stems is completed with four, in their order, whichever comes first', async () => {
    const world = givenHost((_url, count) => body({ passMs: 1_000 - count * 100 }, SONG))
    const saved = await world.save(STEMS)
    expect(saved.outcome.kind).toBe('completed')
    expect(namesOf(saved)).toEqual(['song-vocals.mp3', 'song-drums.mp3', 'song-bass.mp3', 'song-other.mp3'])
  })

  test('keeps the stems that could be saved, and names each that could not', async () => {
    const world = givenHost(({ pathname }) =>
      pathname === '/d.mp3' ? { status: 410 } : pathname === '/o.mp3' ? sent('audio/mpeg', 'Gone') : WHOLE,
    )
    const saved = await world.save(STEMS)
    const gone = 'https://cdn.example.com/d.mp3: HTTP 410: the URL has expired or is not readable'
    const text = 'song-other.mp3 is no MP3 but text; its bytes are kept as song-other.mp3.invalid'
    expect(saved.outcome).toEqual({ kind: 'audio-invalid', why: `2 of 4 files: ${gone}; ${text}` })
    expect(namesOf(saved)).toEqual(['song-vocals.mp3', 'song-bass.mp3'])
    expect(world.files).toEqual(['song-bass.mp3', 'song-other.mp3.invalid', 'song-vocals.mp3'])
  })

  const picture = 'song.mp3 is no MP3 but a file of the type PNG; its bytes are kept as song.mp3.invalid'
  const page = 'song.mp3 is no MP3 but a web page; its bytes are kept as song.mp3.invalid'
  const unusable = "the result's url is not an absolute https URL; the result's vocals is not a string"

  test.each<[string, string, Fate, unknown?]>([
    ['download-failed', `${SHOWN}: HTTP 410: the URL has expired or is not readable`, { status: 410 }],
    ['audio-invalid', page, sent('audio/mpeg', '<html>')],
    ['audio-invalid', 'song.mp3 is empty; its bytes are kept as song.mp3.invalid', sent('', '')],
    ['audio-invalid', picture, PNG],
    ['audio-missing', 'the result names no audio or video', PNG, { image: `${CDN}/c.png` }],
    ['audio-missing', 'the result names no audio or video', WHOLE, { title: 'x' }],
    ['audio-missing', unusable, WHOLE, { audioUrl: `${CDN}/a.mp3`, url: 'soon', vocals: 7 }],
    ['download-failed', '2 files over the limit of 200 a task', WHOLE, MANY],
  ])('is not completed but %s: %s', async (kind, why, fate, result = { audioUrl: SIGNED }) => {
    const world = given(fate)
    expect((await world.save(result)).outcome).toEqual({ kind, why })
    expect(world.log.join()).not.toContain('secret')
  })

  test('with a video, or with audio that only the bytes tell, is completed', async () => {
    const video = await given(sent('', media('video.mp4'))).save({ videoUrl: `${CDN}/x` })
    const audio = await given(sent('', SONG)).save({ x: `${CDN}/x` })
    expect([video.outcome.kind, audio.outcome.kind]).toEqual(['completed', 'completed'])
  })

  test('says which fields are not fetched, and how many files are too many', async () => {
    const world = given(WHOLE)
    await world.save({ audioUrl: `${CDN}/a.mp3`, callBackUrl: `${CDN}/b`, 'x\n': 'http://h/' })
    const line = 'not saved, since the fields do not name files of the result: callBackUrl, x\\n'
    expect(world.log).toEqual([line])
    expect(world.requests).toHaveLength(1)
    const many = given({ status: 410 })
    await many.save(MANY)
    expect(many.log).toEqual(['not saved, since a task has at most 200 files: 2 files'])
  })
})

describe('a task of a product that makes pictures, too', () => {
  const inBase64 = 'not saved, since they stand in the result itself (output `resultPath`): 2 files in base64'

  test.each<[string, unknown, string, string[]]>([
    ['is completed with a picture', { image_url: `${CDN}/c.png` }, 'completed', []],
    [
      'is completed with pictures in base64, which are told',
      [{ b64: 'QQ' }, 'data:image/png;base64,QQ'],
      'completed',
      [inBase64],
    ],
    ['lacks its file where nothing is named', { b64: '' }, 'the result names no file', []],
  ])('%s', async (_claim, result, end, log) => {
    const world = given(PNG)
    const { outcome } = await world.save(result, 'song', new URL('https://api.example/xai/tasks'))
    expect('why' in outcome ? outcome.why : outcome.kind).toBe(end)
    expect(world.log).toEqual(log)
  })
})

describe('the end of the step', () => {
  test('keeps what is saved, and is the outcome', async () => {
    const world = givenHost(({ pathname }) => {
      if (pathname !== '/o.mp3') return WHOLE
      return body(async () => {
        while (world.files.filter((name) => name.startsWith('song')).length < 3) await macrotask()
        world.stop.abort(new StopReason({ kind: 'interrupted', signal: 'SIGINT' }))
      }, SONG)
    })
    const saved = await world.save(STEMS)
    expect(saved.outcome).toEqual({ kind: 'interrupted', signal: 'SIGINT' })
    expect(world.files).toEqual(namesOf(saved).sort())
    expect(saved.files).toHaveLength(3)
  })

  test('comes before the first request, and cuts a pause short', async () => {
    const world = given(WHOLE)
    world.stop.abort()
    await world.save()
    expect(world.requests).toEqual([])
    const busy = given({ status: 503, headers: { 'retry-after': '600' } })
    const saving = busy.save()
    busy.after(1, () => busy.stop.abort())
    await saving
    expect(busy.requests).toHaveLength(1)
  })
})

test('at most four files come at a time, over all tasks of the step', async () => {
  let now = 0
  let most = 0
  const world = givenHost(() =>
    body(async () => {
      most = Math.max(most, ++now)
      // The first four wait for each other, and a fifth would have come along.
      while (most < 4) await macrotask()
      await macrotask()
      now--
    }, SONG),
  )
  const saved = await Promise.all(['a', 'b', 'c'].map((base) => world.save(STEMS, base)))
  expect(most).toBe(4)
  expect(saved.flatMap(({ files }) => files)).toHaveLength(12)
})
