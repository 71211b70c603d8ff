// The folder to save to, made before the first poll.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** What `Folder.open` says against a path, '' for nothing. */
async function errorOf(path: string, clock: Clock = systemClock): Promise<string> {
  const folder = await Folder.open(path, ['t'], { clock, job: { folder: root, id: '' } })
  return typeof folder === 'string' ? folder : ''
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

  test('is not an error if other jobs make it at the same moment', async () => {
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
