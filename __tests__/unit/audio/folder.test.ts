// The folder to save to: made before the first poll, then full of parts that become files, and the list of their checksums.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Folder } from '../../../src/audio/folder.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { NO_LINKS, NO_LONG_NAME, NO_MODES, NO_PROC, testUnless } from '../../support/system.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'folder-'))))
afterEach(() => rmSync(root, { recursive: true, maxRetries: 5 }))

/** One after the other: each test has the folder for itself. */
const alone = (why: string, name: string, body: () => Promise<void>): void =>
  testUnless(why, name, body, test)
const refused = (why: string): string => `Input \`download-dir\` names a folder that cannot be used: ${why}.`
const bytesOf = (name: string): string => readFileSync(join(root, name), 'utf8')

/** What `Folder.open` says against a path, '' for nothing. */
async function errorOf(path: string, clock: Clock = systemClock): Promise<string> {
  const folder = await Folder.open(path, ['t'], clock)
  return typeof folder === 'string' ? folder : ''
}

async function opened(clock: Clock = systemClock): Promise<Folder> {
  const folder = await Folder.open(root, ['t'], clock)
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

describe('a file', () => {
  test('is hidden until it is whole, and then takes the place of an older one', async () => {
    writeFileSync(join(root, 'a.mp3'), 'old')
    const folder = await opened()
    const part = await folder.openPart()
    await part.write(Buffer.from('new '))
    await part.write(Buffer.from('song'))
    const found = [readdirSync(root).length, bytesOf('a.mp3'), readFileSync(part.path, 'utf8')]
    expect(found).toEqual([2, 'old', 'new song'])
    expect(basename(part.path)).toMatch(/^\..+\.part$/)
    const sha256 = createHash('sha256').update('new song').digest('hex')
    expect(await folder.publish(part, 'a.mp3')).toEqual({ path: join(root, 'a.mp3'), bytes: 8, sha256 })
    await part.discard()
    expect([readdirSync(root), bytesOf('a.mp3')]).toEqual([['a.mp3'], 'new song'])
  })

  test('is gone where it is discarded, also after a publication that failed', async () => {
    mkdirSync(join(root, 'taken', 'x'), { recursive: true })
    const folder = await opened()
    const part = await folder.openPart()
    const publishing = folder.publish(part, 'taken')
    await expect(publishing).rejects.toThrow(/cannot write .*taken: there is a folder of that name/)
    await part.discard()
    await part.discard()
    expect(readdirSync(root)).toEqual(['taken'])
  })

  alone(NO_MODES, 'is published as soon as the folder lets go of it, and not after 8 attempts', async () => {
    let pauses = 0
    const sleep: Clock['sleep'] = (ms) => {
      pauses += 1
      if (ms === 200 && pauses === 8) chmodSync(root, 0o755)
      return Promise.resolve()
    }
    const folder = await opened()
    const clock = { ...systemClock, sleep }
    const publish = async (): Promise<unknown> => {
      const part = await (await opened(clock)).openPart()
      chmodSync(root, 0o555)
      return folder.publish(part, 'a.mp3')
    }
    expect(await publish()).toMatchObject({ path: join(root, 'a.mp3') })
    await expect(publish()).rejects.toThrow('no permission (EACCES)')
    chmodSync(root, 0o755)
  })

  test('is called by its task, its name and its extension', async () => {
    const folder = await opened()
    const names = [folder.nameOf(0, { name: '' }, 'mp3'), folder.nameOf(0, { name: 'vocals' })]
    expect(names).toEqual(['t.mp3', 't-vocals'])
  })
})

async function publish(folder: Folder, name: string): Promise<void> {
  const part = await folder.openPart()
  await part.write(Buffer.from(name))
  await folder.publish(part, name)
}

describe('SHA256SUMS', () => {
  test('names the files of this step in the form of sha256sum, and no others', async () => {
    writeFileSync(join(root, 'SHA256SUMS'), 'an older step')
    const folder = await opened()
    for (const name of ['b.wav', 'a.mp3']) await publish(folder, name)
    const part = await folder.openPart()
    expect(await folder.setAside(part, 'c.mp3')).toBe('c.mp3.invalid')
    await folder.close()
    const line = (name: string): string => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`
    expect(bytesOf('SHA256SUMS')).toBe(line('a.mp3') + line('b.wav'))
    expect(readdirSync(root).sort()).toEqual(['SHA256SUMS', 'a.mp3', 'b.wav', 'c.mp3.invalid'])
  })

  test('that cannot be written leaves no draft', async () => {
    mkdirSync(join(root, 'SHA256SUMS', 'x'), { recursive: true })
    await expect((await opened()).close()).rejects.toThrow(/SHA256SUMS: there is a folder of that name/)
    expect(readdirSync(root)).toEqual(['SHA256SUMS'])
  })
})
