// A file is walked in a process of its own: what that says, and whatever else becomes of it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCheck, whatIsWrong } from '../../../src/audio/check.ts'
import { NOTHING, type Walk } from '../../../src/audio/inspector/walk.ts'
import { systemClock } from '../../../src/world/clock.ts'
import { checkBytes, INSPECTOR, NEVER, noise, whyOf } from '../../support/inspection.ts'
import { media } from '../../support/media.ts'
import { isWindows } from '../../support/system.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inspector-'))))
afterEach(() => rmSync(folder, { recursive: true, maxRetries: 5 }))

const song = media('song.mp3')
const inFolder = (name: string): string => join(folder, name)
/** What the script noted, `null` before it did. */
const notes = (): string | null =>
  existsSync(inFolder('notes')) ? readFileSync(inFolder('notes'), 'utf8') : null

/** An inspector that is this script. In it, `note` writes down a text, and `isWanted` says whether its parent still lives. */
function script(code: string): { readonly program: string } {
  const program = inFolder('program.mjs')
  const note = `(text) => appendFileSync(${JSON.stringify(inFolder('notes'))}, String(text))`
  const head = `import { appendFileSync } from 'node:fs'; const note = ${note}; const { ppid } = process`
  writeFileSync(program, `${head}; const isWanted = () => process.ppid === ppid; ${code}`)
  return { program }
}

test('audio and video are walked', async () => {
  const found = { kind: 'media', warnings: [] }
  expect(await checkBytes(song)).toEqual({ ...found, is: 'audio', format: 'mp3', seconds: 1.152 })
  const video = await checkBytes(media('video.webm'))
  expect(video).toEqual({ ...found, is: 'video', format: 'webm', seconds: 1 })
})

test('a file that is cut or unknown is told apart from a whole one', async () => {
  const cut = await checkBytes(media('long.flac').subarray(0, 14_000))
  expect(cut).toMatchObject({ kind: 'damaged' })
  expect(whyOf(cut)).toMatch(/^holds 0:01\.\d of the 0:06 that its header announces/)
  expect(await checkBytes(Buffer.concat([Buffer.from([0, 1]), noise(9_000)]))).toEqual({ kind: 'unknown' })
})

test.each(['song.mp3', 'plain.mp3', 'raw.aac'])('the first bytes of %s alone are damaged', async (name) => {
  const why = 'begins as MP3 or AAC, but holds no complete frame: it was cut off or damaged'
  expect(await checkBytes(media(name).subarray(0, 100))).toEqual({ kind: 'damaged', why })
})

test('Ogg without its last page has a warning', async () => {
  const ogg = media('long.opus')
  expect(await checkBytes(ogg.subarray(0, ogg.lastIndexOf('OggS')))).toMatchObject({
    kind: 'media',
    warnings: ['has no end mark: all it holds is intact, but more may be missing'],
  })
})

const HUNDRED: Walk = { ...NOTHING, hasAudio: true, foundSeconds: 100 }

test.each<[Partial<Walk>, string, number?]>([
  [{}, ''],
  [{ announcedSeconds: 101 }, ''],
  [{ announcedSeconds: 102 }, 'holds 1:40 of the 1:42 that its header announces: it was cut off or damaged'],
  [{ foundSeconds: 9.5, announcedSeconds: 10 }, ''],
  [{ foundSeconds: 9.4, announcedSeconds: 10 }, 'holds 0:09.4 of the 0:10 that'],
  [{ foundSeconds: 4.5, announcedSeconds: 5 }, ''],
  [{ foundSeconds: 3.6, announcedSeconds: 4 }, ''],
  [{ foundSeconds: 4.4, announcedSeconds: 4.9 }, 'holds 0:04.4 of the 0:04.9 that'],
  [{ strayBytes: 4_096 }, ''],
  [{ strayBytes: 4_097 }, 'holds 1:40, but 4.1 kB of its 10.0 kB are something else: it is damaged'],
  [{ strayBytes: 10_000 }, '', 100_000],
  [{ strayBytes: 10_001 }, 'holds 1:40, but 10.0 kB of its 100.0 kB', 100_000],
  [{ hollowSeconds: 0.5 }, ''],
  [{ hollowSeconds: 0.6 }, 'has nothing but zeros or text for 0:00.6 of its 1:40: it is damaged'],
  [{ hasAudio: false }, 'has no track that can be read: it is damaged'],
  [{ hasAudio: false, hasVideo: true }, ''],
])('a hundred seconds of audio, but %j: "%s"', (walk, why, bytes = 10_000) => {
  const wrong = whatIsWrong({ ...HUNDRED, ...walk }, bytes)
  expect(why === '' ? wrong : wrong.slice(0, why.length)).toBe(why)
})

test('text, samples without a header, and a ZIP need no inspector', async () => {
  const none = { program: inFolder('none') }
  expect(await checkBytes('not found', none)).toEqual({ kind: 'text', what: 'text' })
  const picture = { kind: 'known', format: 'png', is: 'image', isCut: false }
  expect(await checkBytes(media('cover.png'), none)).toEqual(picture)
  const zip = { kind: 'known', format: 'zip', is: 'other' }
  const [start, end] = [`PK\x03\x04${'\0'.repeat(80_000)}`, `PK\x05\x06${'\0'.repeat(18)}`]
  expect(await checkBytes(start + end, none)).toEqual({ ...zip, isCut: false })
  expect(await checkBytes(start, none)).toEqual({ ...zip, isCut: true })
  writeFileSync(inFolder('raw'), noise(9_000))
  const raw = { path: inFolder('raw'), bytes: 9_000, isHeaderless: true }
  expect(await createCheck({ ...INSPECTOR, ...none })(raw, NEVER)).toEqual({ kind: 'unknown' })
})

test('the inspector gets no environment, and bounds by the size of the file', async () => {
  await checkBytes(song, script('note([Object.keys(process.env), process.argv.slice(3)].join(" "))'))
  expect(notes()).toMatch(/mp3,30000\.1388,536870912$/)
  // Windows adds what no process can do without.
  expect(notes()).not.toMatch(/INPUT|GITHUB|RUNNER|NODE/)
})

test.each([
  ['ends without a word', ''],
  ['aborts, as where memory ends,', 'process.abort()'],
  ['prints something else', 'console.log(\'{"kind":"walked","walk":{"format":"mp3"}}\')'],
  ['prints without end', 'while (isWanted()) console.log("x".repeat(9999))'],
])('an inspector that %s is a verdict on the file', async (_what, code) => {
  const why = 'could not be read to its end: it is damaged'
  expect(await checkBytes(song, script(code))).toEqual({ kind: 'damaged', why })
})

test('an inspector that was killed from outside, or cannot be started, is no verdict on the file', async () => {
  const killed = await checkBytes(song, script("process.kill(process.pid, 'SIGKILL')"))
  const how = isWindows ? 'exit code 1' : 'SIGKILL'
  expect(killed).toEqual({ kind: 'failed', why: `its inspection was ended from outside (${how})` })
  const missing = await checkBytes(song, { program: inFolder('none.js') })
  expect(missing).toEqual({ kind: 'failed', why: 'its inspection was ended from outside (exit code 1)' })
  const none = await checkBytes(song, { node: inFolder('none') })
  expect(none).toEqual({ kind: 'failed', why: 'its inspection could not be started (ENOENT)' })
})

test.each(['mp3', 'flac', 'mp4'])(
  'an error of the disk is the machine’s, even if a library swallows it: %s',
  async (format) => {
    const brokenDisk = `
      import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      process.argv[3] = '${format}'
      const { openSync, readSync } = fs
      let song
      fs.openSync = (path, ...how) => {
        const file = openSync(path, ...how)
        if (path === process.argv[2]) song = file
        return file
      }
      fs.readSync = (file, ...how) => {
        if (file === song) throw Object.assign(new Error('a bad sector'), { code: 'EIO' })
        return readSync(file, ...how)
      }
      syncBuiltinESMExports()
      await import(${JSON.stringify(pathToFileURL(INSPECTOR.program))})`
    expect(await checkBytes(song, script(brokenDisk))).toEqual({
      kind: 'failed',
      why: 'its bytes could not be read on this machine (EIO)',
    })
  },
)

test.each([
  ['time', 'within 30s of processor time'],
  ['memory', 'within 512 MB of memory'],
])('an inspector that hits its bound of %s says so', async (kind, bound) => {
  const why = `could not be read to its end ${bound}: it is damaged`
  const told = await checkBytes(song, script(`console.log('{"kind":"${kind}"}')`))
  expect(told).toEqual({ kind: 'damaged', why })
})

test('an inspection that takes too long by the clock is the machine’s fault', async () => {
  const bounds = { cpuMs: 10, memoryBytes: 2 ** 30 }
  const slow = await checkBytes(song, { ...script('setInterval(() => {}, 99)'), bounds })
  const why = 'reading it took longer than 200ms: the disk or the machine is too slow'
  expect(slow).toEqual({ kind: 'failed', why })
})

test('a file that is gone is the machine’s fault', async () => {
  const check = createCheck(INSPECTOR)
  const gone = await check({ path: inFolder('none'), bytes: 9, isHeaderless: false }, NEVER)
  expect(gone).toEqual({ kind: 'failed', why: 'its bytes could not be read on this machine (ENOENT)' })
})

test('when a stopped check resolves, the inspector is gone', async () => {
  const stop = new AbortController()
  const stopped = checkBytes(song, script('note(process.pid); while (isWanted());'), stop.signal)
  // It is there before anything is in it.
  while (!notes()) await systemClock.sleep(20, NEVER)
  stop.abort()
  expect(await stopped).toEqual({ kind: 'stopped' })
  expect(() => process.kill(Number(notes()), 0)).toThrow('ESRCH')
  expect(await checkBytes(song, {}, stop.signal)).toEqual({ kind: 'stopped' })
})

test('at most two files are inspected at a time', async () => {
  const { program } = script("note('+'); setTimeout(() => note('-'), 150)")
  const check = createCheck({ ...INSPECTOR, program })
  writeFileSync(inFolder('song'), song)
  await Promise.all(
    [1, 2, 3, 4].map(() => check({ path: inFolder('song'), bytes: 9, isHeaderless: false }, NEVER)),
  )
  expect(notes()).toHaveLength(8)
  expect(notes()).not.toMatch(/\+\+\+|\+\+-\+\+/)
})
