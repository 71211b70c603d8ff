// The folder to save to, made before the first poll, and what files are called there: whatever a task ID holds, on every system.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { baseNames, fileName, Folder } from '../../../src/audio/folder.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { NO_LINKS, NO_LONG_NAME, NO_MODES, NO_PROC, testUnless } from '../../support/system.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'folder-'))))
afterEach(() => rmSync(root, { recursive: true, maxRetries: 5 }))

const refused = (why: string): string => `Input \`download-dir\` names a folder that cannot be used: ${why}.`

/** What `Folder.open` says against a path, '' for nothing. */
async function errorOf(path: string, clock: Clock = systemClock): Promise<string> {
  const folder = await Folder.open(path, ['t'], { clock, job: { folder: root, id: '' } })
  return typeof folder === 'string' ? folder : ''
}

describe('opening it', () => {
  test('makes the folder and its parents, and leaves it empty', async () => {
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

  const IN_THE_WAY = 'there is a file where a folder should be (EEXIST)'
  const NOT_THERE = 'there is no such folder or drive, or its name is not allowed here (ENOENT)'
  const long = 'x'.repeat(300)

  /** One after the other: each test has the folder for itself. */
  const refuses = (unless: string, what: string, path: string, why: string, named = path): void =>
    testUnless(
      unless,
      what,
      async () => {
        writeFileSync(join(root, 'file'), 'mine')
        if (NO_LINKS === '') symlinkSync(join(root, 'nowhere'), join(root, 'link'))
        mkdirSync(join(root, 'theirs'), { mode: 0o555 })
        const [from, at] = [path, named].map((each) => resolve(root, each))
        expect(await errorOf(from ?? '')).toBe(refused(`cannot write ${at}: ${why}`))
        expect(readdirSync(root).sort()).toEqual(['file', ...(NO_LINKS === '' ? ['link'] : []), 'theirs'])
      },
      test,
    )

  refuses('', 'is refused with a file in its place', 'file', IN_THE_WAY)
  refuses('', 'is refused with a file above it', 'file/x/y', IN_THE_WAY, 'file')
  refuses(NO_LINKS, 'is refused for a link to nowhere', 'link', IN_THE_WAY)
  refuses(NO_LONG_NAME, 'is refused for a name that is too long', long, 'the path is too long (ENAMETOOLONG)')
  refuses(NO_MODES, 'is refused where only others may write', 'theirs', 'no permission (EACCES)')
  refuses(
    NO_PROC,
    'a folder below /proc is refused, since Node would never return',
    '/proc/x/y',
    NOT_THERE,
    '/proc/x',
  )

  test('a disk that does not answer for 10 s is given up; one that answers leaves no timer', async () => {
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

const X95 = 'x'.repeat(95)

describe('the base of a task’s files', () => {
  test.each([
    ['abc123-def456-ghi789', 'abc123-def456-ghi789'],
    ['con-1', 'con-1'],
    ['../../x', '_x'],
    ['-rf', '_rf'],
    ['a..b', 'a_b'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['a b:c*d?"<>|', 'a_b_c_d_'],
    ['x'.repeat(300), 'x'.repeat(95)],
    [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(93)}`],
    ['aux'.padEnd(300, '.'), 'aux_'],
  ])('of %j is %j', (id, base) => {
    expect(baseNames([id])).toEqual([base])
  })

  test.each<[string, string[], string[]?]>([
    ['two that are the same', ['a/b', 'a:b', 'a?b'], ['a_b', 'a_b.2', 'a_b.3']],
    ['two that differ only in case', ['Song', 'song', 'SONG'], ['Song', 'song.2', 'SONG.3']],
    ['two that are the same once cut', [`${X95}12`, `${X95}3`], [X95, `${X95}.2`]],
    ['of two IDs, the one that is altered', ['a/b', 'a_b'], ['a_b.2', 'a_b']],
    ['an ID that begins with another and -', ['a-vocals', 'a'], ['a-vocals.2', 'a']],
    ['the same in another case', ['a', 'A-x-y'], ['a', 'A-x-y.2']],
    ['an ID that begins with a numbered one', ['a-b', 'a', 'a-b.2'], ['a-b.2', 'a', 'a-b.2.2']],
    ['no ID that goes on with other marks', ['a', 'ab', 'a_b', 'a.b-c', 'a-b.c']],
  ])('gets a number: %s', (_what, ids, bases = ids) => {
    expect(baseNames(ids)).toEqual(bases)
  })
})

test('a file is called TASKID.EXT, or TASKID-NAME.EXT', () => {
  expect(fileName('task', '', 'mp3')).toBe('task.mp3')
  expect(fileName('task', 'drums', 'wav')).toBe('task-drums.wav')
})
