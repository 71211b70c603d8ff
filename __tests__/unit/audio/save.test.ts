// The files of a completed task, all of them: what is tried how often, and what is said where some cannot be saved.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Check } from '../../../src/audio/check.ts'
import { openFolder } from '../../../src/audio/save.ts'
import { StopReason } from '../../../src/outcome.ts'
import { body, CDN, given, sent } from '../../support/download-world.ts'
import { DownloadWorld, SHOWN, SIGNED, SONG, WHOLE } from '../../support/download-world.ts'
import type { Fate, SavedTask } from '../../support/download-world.ts'
import { drainPromises } from '../../support/virtual-clock.ts'
import { media } from '../../support/media.ts'
import { stemsResult } from '../../../tools/stand-ins/api/answers.ts'
import { aTask } from '../../support/builders.ts'

const [vocals, drums, bass, other] = [`${CDN}/v.mp3`, `${CDN}/d.mp3`, `${CDN}/b.mp3`, `${CDN}/o.mp3`]
const STEMS = stemsResult({ vocals, drums, bass, other })
const MANY = Array.from({ length: 202 }, (_, n) => `${CDN}/${n}.mp3`)
const ZIP = { x: `${CDN}/a.zip` }
const GONE = `${CDN}/a.zip: HTTP 410: the URL has expired or is not readable`
const TWO = { audioUrl: `${CDN}/a.mp3`, x: `${CDN}/x.mp4` }
const PNG = sent('', media('cover.png'))

const namesOf = ({ files }: SavedTask): string[] => files.map(({ path }) => basename(path))

describe('a task', () => {
  test('with stems is completed with all four, in their order, whichever comes first', async () => {
    const world = new DownloadWorld((_url, count) => body({ passMs: 1_000 - count * 100 }, SONG))
    const saved = await world.save(STEMS)
    expect(saved.outcome.kind).toBe('completed')
    expect(namesOf(saved)).toEqual(['song-vocals.mp3', 'song-drums.mp3', 'song-bass.mp3', 'song-other.mp3'])
  })

  test('keeps the stems that could be saved, and names each that could not', async () => {
    const world = new DownloadWorld(({ pathname }) =>
      pathname === '/d.mp3' ? { status: 410 } : pathname === '/o.mp3' ? sent('audio/mpeg', 'Gone') : WHOLE,
    )
    const saved = await world.save(STEMS)
    const gone = 'https://cdn.example.com/d.mp3: HTTP 410: the URL has expired or is not readable'
    const text = 'song-other.mp3 is text, not MP3; its bytes are kept as song-other.mp3.invalid'
    expect(saved.outcome).toEqual({ kind: 'audio-invalid', why: `2 of 4 files: ${gone}; ${text}` })
    expect(namesOf(saved)).toEqual(['song-vocals.mp3', 'song-bass.mp3'])
    expect(world.files).toEqual(['song-bass.mp3', 'song-other.mp3.invalid', 'song-vocals.mp3'])
  })

  test('that is completed leaves no damaged extra file in the folder', async () => {
    const world = new DownloadWorld(({ pathname }) => (pathname === '/v.mp4' ? sent('', '<html>') : WHOLE))
    const saved = await world.save({ audioUrl: `${CDN}/a.mp3`, clip: `${CDN}/v.mp4` })
    expect([saved.outcome.kind, world.files]).toEqual(['completed', ['song.mp3']])
  })

  const kept = 'its bytes are kept as song.mp3.invalid'
  const missing = 'the result names no audio or video'
  const onlyText = `${missing}: if the task makes only text, leave \`download-dir\` blank`
  const unusable = "the result's url is not an absolute https URL; the result's vocals is not a string"

  test.each<[string, string, Fate, unknown?]>([
    ['download-failed', `${SHOWN}: HTTP 410: the URL has expired or is not readable`, { status: 410 }],
    ['audio-invalid', `song.mp3 is a web page, not MP3; ${kept}`, sent('audio/mpeg', '<html>')],
    ['download-failed', GONE, { status: 410 }, ZIP],
    ['audio-invalid', `1 of 2 files: song.mp3 is a ZIP file, not MP3; ${kept}`, sent('', 'PK\x05\x06'), TWO],
    ['audio-missing', missing, PNG, { image: `${CDN}/c.png` }],
    ['audio-missing', onlyText, WHOLE, { title: 'x' }],
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
    const [world, many] = [given(WHOLE), given({ status: 410 })]
    await world.save({ audioUrl: `${CDN}/a.mp3`, callBackUrl: `${CDN}/b`, 'x\n': 'http://h/' })
    await many.save(MANY)
    expect([world.requests.length, world.log, many.log]).toEqual([
      1,
      ['not saved, since these fields do not name results: callBackUrl, x\\n'],
      ['not saved, since the limit is 200 files a task: 2 files'],
    ])
  })
})

describe('a task of a product that makes pictures, too', () => {
  const PICTURE = media('cover.png').toString('base64')
  const xai = new URL('https://api.example/xai/tasks')
  const UNKNOWN = sent('', Buffer.from([0, 1, 2, 250]))
  const none = 'the result names no file'
  const leaveBlank = `${none}: if the task makes only text, leave \`download-dir\` blank`
  const notThere = 'HTTP 404: the file is not there yet, or the URL has expired or is not readable'

  test.each<[string, string, unknown, Fate?]>([
    ['completed', 'a picture', { image_url: `${CDN}/c.png` }],
    ['completed', 'a picture that stands in the result', [{ b64_json: PICTURE }]],
    [none, 'nothing', null],
    [leaveBlank, 'text', { b64: '', text: 'la' }],
    [none, 'bytes that nobody knows', { x: `${CDN}/x` }, UNKNOWN],
    [`${none}, only a web page`, 'a page', { x: `${CDN}/x` }, sent('', '<html>')],
    [`${none}, only data of an unknown format`, 'a word that may be base64', { b64_hint: 'pending' }],
    [`${CDN}/x: ${notThere}`, 'a URL that is gone', { x: `${CDN}/x` }, { status: 404 }],
  ])('is "%s" with %s', async (end, _what, result, fate = PNG) => {
    const { outcome } = await given(fate).save(result, {}, xai)
    expect('why' in outcome ? outcome.why : outcome.kind).toBe(end)
  })
})

test('a result in which one of two clips has no audio is reported as incomplete', async () => {
  const world = given(WHOLE)
  await world.save([{ audio_url: `${CDN}/1.mp3` }, { audio_url: '', status: 'error' }])
  expect(world.log).toEqual(['warning: The result is incomplete: 1 of 2 items has no audio'])
})

test('a file inside the result is saved like any other, but only if it decodes', async () => {
  const world = given(WHOLE)
  const audio = `data:audio/mpeg;base64,${SONG.toString('base64')}`
  const saved = await world.save({ audioUrl: audio, cover: 'data:image/png;base64,!' })
  expect(saved.outcome).toEqual({ kind: 'completed' })
  expect(world.files).toEqual(['song.mp3'])
  expect(world.bytesOf('song.mp3')).toEqual(SONG)
  expect([world.requests, world.log]).toEqual([[], ['saving song-cover: skipped: it does not decode']])
})

test('a song inside the result that does not decode makes the task red, even if others decode', async () => {
  const [whole, cut] = [SONG.toString('base64'), SONG.toString('base64', 0, 300).slice(3)]
  const { outcome } = await given(WHOLE).save([{ audio_b64: whole }, { audio_b64: cut }])
  const why = 'song-2-audio_b64 does not decode: it was cut off or damaged; its text is in the result'
  expect(outcome).toEqual({ kind: 'audio-invalid', why: `1 of 2 files: ${why}` })
})

test('a stop of the step keeps saved files, is the outcome, and lets no further file be fetched', async () => {
  const world = new DownloadWorld(({ pathname }) => {
    if (pathname !== '/o.mp3') return WHOLE
    return body(async () => {
      while (world.files.filter((name) => name.startsWith('song')).length < 3) await drainPromises()
      world.stop.abort(new StopReason({ kind: 'interrupted', signal: 'SIGINT' }))
    }, SONG)
  })
  const saved = await world.save(STEMS)
  expect(saved.outcome).toEqual({ kind: 'interrupted', signal: 'SIGINT' })
  expect(world.files).toEqual(namesOf(saved).sort())
  expect(saved.files).toHaveLength(3)
  await world.save()
  expect(world.requests).toHaveLength(4)
})

test('at most four files come at a time, over all tasks of the step', async () => {
  let now = 0
  let most = 0
  const world = new DownloadWorld(() =>
    body(async () => {
      most = Math.max(most, ++now)
      // The first four wait for each other, and a fifth would have come along.
      while (most < 4) await drainPromises()
      await drainPromises()
      now--
    }, SONG),
  )
  const saved = await Promise.all(['a', 'b', 'c'].map((taskId) => world.save(STEMS, { taskId })))
  expect(most).toBe(4)
  expect(saved.flatMap(({ files }) => files)).toHaveLength(12)
})

describe('a song in the result', () => {
  const task = aTask({
    status: 'completed',
    result: { audioUrl: `data:audio/mpeg;base64,${SONG.toString('base64')}` },
  })
  const open = async (check: Check, workspace = '/elsewhere') => {
    const { folder, job, get, clock, log } = given(WHOLE)
    const say = (line: string): void => void log.push(line)
    const ports = { get, clock, job, random: () => 0, log: say, warn: say, saved: () => undefined }
    const audio = await openFolder(folder, ['song'], {
      ...ports,
      inspector: check,
      workspace: workspace || folder,
    })
    if (typeof audio === 'string') throw new Error(audio)
    return { folder, log, audio, names: () => readdirSync(folder) }
  }
  const never = new AbortController().signal
  const broken: Check = () => Promise.resolve({ kind: 'failed', why: 'its bytes could not be read' })

  test('keeps its name if this machine cannot read it', async () => {
    const { audio, names } = await open(broken)
    const why = 'song.mp3: its bytes could not be read'
    expect(await audio.save(task, 0, never)).toEqual({ kind: 'download-failed', why })
    expect(names()).toEqual(['song.mp3'])
  })

  test('is not kept if the step stops while it is inspected', async () => {
    const stop = new AbortController()
    const { audio, names } = await open(() => {
      stop.abort(new StopReason({ kind: 'interrupted', signal: 'SIGINT' }))
      return Promise.resolve({ kind: 'stopped' })
    })
    expect(await audio.save(task, 0, stop.signal)).toEqual({ kind: 'interrupted', signal: 'SIGINT' })
    expect(names()).toEqual([])
  })

  test('has an error that names the disk if the disk refuses it', async () => {
    const { audio, folder } = await open(broken)
    rmSync(folder, { recursive: true })
    const outcome = await audio.save(task, 0, never)
    expect(outcome.kind).toBe('download-failed')
    expect('why' in outcome ? outcome.why : '').toContain(`cannot write ${folder}: there is no such folder`)
  })

  test.each(['/elsewhere', ''])(
    'beside files of another job has a warning, unless the folder is the workspace: "%s"',
    async (workspace) => {
      const { audio, folder, log } = await open(broken, workspace)
      writeFileSync(join(folder, 'monday.mp3'), '')
      await audio.close(never)
      const what = `${folder} holds files that this job did not save: 1 file (monday.mp3)`
      expect(log).toEqual(workspace === '' ? [] : [`${what}. Uploading the folder would include them.`])
    },
  )
})
