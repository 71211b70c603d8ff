// The folder to save to: made before the first poll, then full of parts that become files, and the list of their checksums.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Folder } from '../../../src/audio/folder.ts'
import type { Job } from '../../../src/audio/job-files.ts'
import type { PartFile } from '../../../src/audio/part-file.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { NO_LINKS, NO_LONG_NAME, NO_MODES, NO_PROC, testUnless } from '../../support/system.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let root: string
let JOB: Job
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'))
  JOB = { folder: mkdtempSync(join(tmpdir(), 'job-')), id: 'tuesday' }
})
afterEach(() => {
  for (const path of [root, JOB.folder]) rmSync(path, { recursive: true, maxRetries: 5 })
})

/** One after the other: each test has the folder for itself. */
const alone = (why: string, name: string, body: () => Promise<void>): void =>
  testUnless(why, name, body, test)
const refused = (why: string): string => `Input \`download-dir\` names a folder that cannot be used: ${why}.`
const bytesOf = (name: string): string => readFileSync(join(root, name), 'utf8')

/** What `Folder.open` says against a path, '' for nothing. */
async function errorOf(path: string, clock: Clock = systemClock): Promise<string> {
  const folder = await Folder.open(path, ['t'], { clock, job: JOB })
  return typeof folder === 'string' ? folder : ''
}

async function opened(clock: Clock = systemClock, job = JOB): Promise<Folder> {
  const folder = await Folder.open(root, ['t'], { clock, job })
  if (typeof folder === 'string') throw new Error(folder)
  return folder
}

describe('opening it', () => {
  test('makes it with all above it, and leaves it empty', async () => {
    const folder = join(root, 'a', 'b', 'c')
    expect(await errorOf(folder)).toBe('')
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'song.mp3'), 'mine')
    expect(await errorOf(folder)).toBe('')
    expect(readdirSync(folder)).toEqual(['song.mp3'])
  })

  test('is no error where other jobs make it at the same moment', async () => {
    const folder = join(root, 'a', 'b', 'c')
    expect(await Promise.all(Array.from({ length: 8 }, () => errorOf(folder)))).toEqual(Array(8).fill(''))
  })

  const IN_THE_WAY = 'there is a file where a folder should be'

  test.each<[string, string, string, string?]>([
    ['with a file in its place', 'file', `${IN_THE_WAY} (ENOTDIR)`],
    ['with a file above it', 'file/x/y', `${IN_THE_WAY} (ENOTDIR)`, 'file/x'],
  ])('is refused, and nothing is changed, for one %s', async (_what, path, why, named = path) => {
    writeFileSync(join(root, 'file'), 'mine')
    expect(await errorOf(join(root, path))).toBe(refused(`cannot write ${join(root, named)}: ${why}`))
    expect(readdirSync(root)).toEqual(['file'])
  })

  alone(NO_LINKS, 'is refused for a link to nowhere in its place, and for one that is a circle', async () => {
    symlinkSync(join(root, 'nowhere'), join(root, 'link'))
    symlinkSync(join(root, 'loop'), join(root, 'loop'))
    const why = (name: string, words: string): string => refused(`cannot write ${join(root, name)}: ${words}`)
    expect(await errorOf(join(root, 'link'))).toBe(why('link', `${IN_THE_WAY} (EEXIST)`))
    expect(await errorOf(join(root, 'loop'))).toBe(
      why('loop', 'it is missing, or the system refuses (ELOOP)'),
    )
    expect(readdirSync(root).sort()).toEqual(['link', 'loop'])
  })

  alone(NO_LONG_NAME, 'is refused for a name that is too long', async () => {
    const folder = join(root, 'x'.repeat(300))
    const why = `cannot write ${folder}: the path is too long (ENAMETOOLONG)`
    expect(await errorOf(folder)).toBe(refused(why))
  })

  alone(NO_PROC, 'a folder below /proc is refused, where Node would make it for ever', async () => {
    const why =
      'cannot write /proc/x: there is no such folder or drive, or its name is not allowed here (ENOENT)'
    expect(await errorOf('/proc/x/y')).toBe(refused(why))
  })

  alone(NO_MODES, 'is refused where only others may write', async () => {
    mkdirSync(join(root, 'theirs'), { mode: 0o555 })
    for (const path of ['theirs', 'theirs/x']) {
      const why = `cannot write ${join(root, path)}: no permission (EACCES)`
      expect(await errorOf(join(root, path))).toBe(refused(why))
    }
  })

  test('a disk that does not answer for 10 s is given up, and no timer is left where it answers', async () => {
    const clock = new VirtualClock()
    const folder = join(root, 'a')
    const opening = errorOf(folder, clock)
    await clock.runUntil(10_000)
    expect(await opening).toBe(refused(`cannot write ${folder}: the disk does not answer`))
    while (!existsSync(folder) || readdirSync(folder).length > 0)
      await new Promise((resolve) => setImmediate(resolve))
    expect(await errorOf(folder, clock)).toBe('')
    expect(clock.asleep).toBe(0)
  })
})

/** The bytes of a file are its name. */
async function partOf(folder: Folder, name: string): Promise<PartFile> {
  const part = await folder.openPart(new AbortController().signal)
  await part.write(Buffer.from(name))
  return part
}

const publish = async (folder: Folder, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await folder.publish(await partOf(folder, name), name)
}
const lineOf = (name: string): string => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`

describe('SHA256SUMS', () => {
  test('names the files of this step in the form of sha256sum, and no others', async () => {
    writeFileSync(join(root, 'SHA256SUMS'), 'an older step')
    const folder = await opened()
    await publish(folder, 'b.wav', 'a.mp3')
    await folder.setAside(await partOf(folder, 'c.mp3'), 'c.mp3')
    await folder.keep(await partOf(folder, 'd.mp3'), 'd.mp3')
    await folder.close()
    expect(bytesOf('SHA256SUMS')).toBe(lineOf('a.mp3') + lineOf('b.wav'))
    expect(readdirSync(root).sort()).toEqual(['SHA256SUMS', 'a.mp3', 'b.wav', 'c.mp3.invalid', 'd.mp3'])
  })

  test('has the files of earlier steps of the same job that are still there', async () => {
    const first = await opened()
    await publish(first, 'a.mp3', 'b.mp3', 'c.mp3')
    await first.close()
    unlinkSync(join(root, 'b.mp3'))
    const second = await opened()
    await publish(second, 'd.mp3')
    await second.close()
    expect(bytesOf('SHA256SUMS')).toBe(['a.mp3', 'c.mp3', 'd.mp3'].map(lineOf).join(''))
  })

  test('has no file of another job, nor one that was saved to another folder', async () => {
    const monday = await opened(systemClock, { ...JOB, id: 'monday' })
    await publish(monday, 'monday.mp3')
    await monday.close()
    const elsewhere = await Folder.open(join(root, 'x'), ['t'], { clock: systemClock, job: JOB })
    if (typeof elsewhere === 'string') throw new Error(elsewhere)
    await publish(elsewhere, 'x.mp3')
    const folder = await opened()
    await publish(folder, 'a.mp3')
    await folder.close()
    expect(bytesOf('SHA256SUMS')).toBe(lineOf('a.mp3'))
  })

  test('knows what a step saved that was killed', async () => {
    await publish(await opened(), 'a.mp3')
    const folder = await opened()
    await folder.close()
    expect(bytesOf('SHA256SUMS')).toBe(lineOf('a.mp3'))
  })

  test('is not made by a step that saves nothing, which leaves that of its job, less what it removed', async () => {
    await (await opened()).close()
    expect(existsSync(join(root, 'SHA256SUMS'))).toBe(false)
    const first = await opened()
    await publish(first, 'a.mp3', 'b.mp3')
    await first.close()
    const second = await opened()
    await second.setAside(await partOf(second, 'a.mp3'), 'a.mp3')
    await second.close()
    expect(bytesOf('SHA256SUMS')).toBe(lineOf('b.mp3'))
    expect(readdirSync(root).sort()).toEqual(['SHA256SUMS', 'a.mp3.invalid', 'b.mp3'])
  })

  test('of another job goes where this one saves nothing, and somebody else’s stays', async () => {
    writeFileSync(join(root, 'SHA256SUMS'), lineOf('monday.mp3'))
    await (await opened()).close()
    expect(readdirSync(root)).toEqual([])
    writeFileSync(join(root, 'SHA256SUMS'), `# mine\n${lineOf('monday.mp3')}`)
    await (await opened()).close()
    expect(readdirSync(root)).toEqual(['SHA256SUMS'])
  })

  test('that cannot be written leaves no draft', async () => {
    mkdirSync(join(root, 'SHA256SUMS', 'x'), { recursive: true })
    const folder = await opened()
    await publish(folder, 'a.mp3')
    await expect(folder.close()).rejects.toThrow(/SHA256SUMS: there is a folder of that name/)
    expect(readdirSync(root).sort()).toEqual(['SHA256SUMS', 'a.mp3'])
  })

  test('of which the job cannot be remembered is an error of the machine, at the end', async () => {
    const folder = await opened(systemClock, { ...JOB, folder: join(JOB.folder, 'gone') })
    await publish(folder, 'a.mp3')
    await expect(folder.close()).rejects.toThrow(/cannot write .*mountsea-files-\w{32}\.txt: .*ENOENT/)
  })
})

test('a file and bytes of the same name that were set aside never stay side by side', async () => {
  const folder = await opened()
  writeFileSync(join(root, 'a.mp3.invalid'), 'monday')
  await publish(folder, 'a.mp3')
  expect(readdirSync(root)).toEqual(['a.mp3'])
  expect(await folder.setAside(await partOf(folder, 'bad'), 'a.mp3')).toBe('a.mp3.invalid')
  expect(readdirSync(root)).toEqual(['a.mp3.invalid'])
})

test('audio, video and .invalid files that no step of this job has saved are named, ten at most', async () => {
  await publish(await opened(), 'a.mp3')
  const folder = await opened()
  await publish(folder, 'b.mp3')
  await folder.setAside(await partOf(folder, 'bad'), 'c.mp3')
  await folder.keep(await partOf(folder, 'd'), 'd.mp3')
  for (const name of ['cover.png', 'notes.txt', '.hidden', 'mp3']) writeFileSync(join(root, name), '')
  expect(await folder.strangers()).toBe('')
  for (const name of ['monday.WAV', 'old.mp4', 'x.mp3.invalid']) writeFileSync(join(root, name), '')
  expect(await folder.strangers()).toBe('3 files (monday.WAV, old.mp4, x.mp3.invalid)')
  for (let n = 10; n < 20; n++) writeFileSync(join(root, `${n}.mp3`), '')
  const ten = Array.from({ length: 10 }, (_, n) => `${n + 10}.mp3`).join(', ')
  expect(await folder.strangers()).toBe(`13 files (${ten}, ...)`)
})
