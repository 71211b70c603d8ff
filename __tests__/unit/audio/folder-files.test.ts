// What the steps of a job save to one folder: its list of checksums, and what is of another day.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Folder, type FolderPorts } from '../../../src/audio/folder.ts'
import type { PartFile } from '../../../src/audio/part-file.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { until } from '../../../tools/stand-ins/until.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const NEVER = new AbortController().signal

let root: string
let JOB: FolderPorts['job']
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'))
  JOB = { folder: mkdtempSync(join(tmpdir(), 'job-')), id: 'tuesday' }
})
afterEach(() => {
  for (const path of [root, JOB.folder]) rmSync(path, { recursive: true, maxRetries: 5 })
})

const sums = (): string => readFileSync(join(root, 'SHA256SUMS'), 'utf8')
const names = (): string[] => readdirSync(root).sort()

async function opened(clock: Clock = systemClock, job = JOB, path = root): Promise<Folder> {
  const folder = await Folder.open(path, ['t'], { clock, job })
  if (typeof folder === 'string') throw new Error(folder)
  return folder
}

/** The bytes of a file are its name. */
async function partOf(folder: Folder, name: string): Promise<PartFile> {
  const part = await folder.openPart(NEVER)
  await part.write(Buffer.from(name))
  return part
}

async function publish(folder: Folder, ...files: readonly string[]): Promise<void> {
  for (const name of files) await folder.publish(await partOf(folder, name), name)
}

/** A step that publishes these files. */
async function step(files: readonly string[], job = JOB, path = root): Promise<void> {
  const folder = await opened(systemClock, job, path)
  await publish(folder, ...files)
  await folder.close(NEVER)
}

const lineOf = (name: string): string => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`

describe('SHA256SUMS', () => {
  test('lists only the files of this step, in the format of sha256sum', async () => {
    writeFileSync(join(root, 'SHA256SUMS'), 'an older step')
    const folder = await opened()
    await publish(folder, 'b.wav', 'a.mp3')
    await folder.setAside(await partOf(folder, 'c.mp3'), 'c.mp3')
    await folder.keep(await partOf(folder, 'd.mp3'), 'd.mp3')
    await folder.close(NEVER)
    expect(sums()).toBe(lineOf('a.mp3') + lineOf('b.wav'))
    expect(names()).toEqual(['SHA256SUMS', 'a.mp3', 'b.wav', 'c.mp3.invalid', 'd.mp3'])
  })

  test('has the files of earlier steps of the same job that are still there', async () => {
    await step(['a.mp3', 'b.mp3', 'c.mp3'])
    unlinkSync(join(root, 'b.mp3'))
    await step(['d.mp3'])
    expect(sums()).toBe(['a.mp3', 'c.mp3', 'd.mp3'].map(lineOf).join(''))
  })

  test('has no file of another job, nor one that was saved to another folder', async () => {
    await step(['monday.mp3'], { ...JOB, id: 'monday' })
    await step(['x.mp3'], JOB, join(root, 'x'))
    await step(['a.mp3'])
    expect(sums()).toBe(lineOf('a.mp3'))
  })

  test('lists what a killed step saved', async () => {
    await publish(await opened(), 'a.mp3')
    const notes = (): string[] =>
      readdirSync(JOB.folder).map((name) => readFileSync(join(JOB.folder, name), 'utf8'))
    await until(() => notes().join('').includes('a.mp3\n'))
    await step([])
    expect(sums()).toBe(lineOf('a.mp3'))
  })

  test('is not made by a step that saves nothing; such a step only drops the files that it removed', async () => {
    await step([])
    expect(names()).toEqual([])
    await step(['a.mp3', 'b.mp3'])
    const second = await opened()
    await second.setAside(await partOf(second, 'a.mp3'), 'a.mp3')
    await second.close(NEVER)
    expect(sums()).toBe(lineOf('b.mp3'))
    expect(names()).toEqual(['SHA256SUMS', 'a.mp3.invalid', 'b.mp3'])
  })

  test('of another job is removed by a step that saves nothing; somebody else’s file stays', async () => {
    writeFileSync(join(root, 'SHA256SUMS'), lineOf('monday.mp3'))
    await step([])
    expect(names()).toEqual([])
    writeFileSync(join(root, 'SHA256SUMS'), `# mine\n${lineOf('monday.mp3')}`)
    await step([])
    expect(names()).toEqual(['SHA256SUMS'])
  })

  test.each([false, true])(
    'that cannot be written leaves no draft, and is an error except after a stop (%j)',
    async (isStopped) => {
      const clock = new VirtualClock()
      const stop = new AbortController()
      mkdirSync(join(root, 'SHA256SUMS', 'x'), { recursive: true })
      const folder = await opened(clock)
      await publish(folder, 'a.mp3')
      if (isStopped) stop.abort()
      const why = await folder.close(stop.signal).catch(String)
      expect(why ?? '').toMatch(isStopped ? /^$/ : /SHA256SUMS: there is a folder of that name/)
      expect([names(), clock.asleep]).toEqual([['SHA256SUMS', 'a.mp3'], 0])
    },
  )

  test('whose notes cannot be written is an error of the machine, at the end', async () => {
    const folder = await opened(systemClock, { ...JOB, folder: join(JOB.folder, 'gone') })
    await publish(folder, 'a.mp3')
    await expect(folder.close(NEVER)).rejects.toThrow(/cannot write .*mountsea-files-\w{32}\.txt: .*ENOENT/)
  })
})

test('a saved file and an `.invalid` file of the same name never exist together', async () => {
  const folder = await opened()
  writeFileSync(join(root, 'a.mp3.invalid'), 'monday')
  await publish(folder, 'a.mp3')
  await folder.close(NEVER)
  expect(names()).toEqual(['SHA256SUMS', 'a.mp3'])
  expect(await folder.setAside(await partOf(folder, 'bad'), 'a.mp3')).toBe('a.mp3.invalid')
  await folder.close(NEVER)
  expect(names()).toEqual(['a.mp3.invalid'])
  mkdirSync(join(root, 'b.mp3.invalid'))
  await publish(folder, 'b.mp3')
  await expect(folder.close(NEVER)).rejects.toThrow(/cannot write .*b\.mp3\.invalid/)
})

test('a file that another program removes before the end is an error of the machine', async () => {
  const folder = await opened()
  await publish(folder, 'a.mp3')
  rmSync(join(root, 'a.mp3'))
  await expect(folder.close(NEVER)).rejects.toThrow(/a\.mp3 was saved, but another program has removed it$/)
  await expect(folder.close(AbortSignal.abort())).resolves.toBeUndefined()
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
