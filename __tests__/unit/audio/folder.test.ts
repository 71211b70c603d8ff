// The folder to save to, made before the first poll.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareFolder } from '../../../src/audio/folder.ts'
import { systemClock } from '../../../src/world/clock.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'disk-'))))
afterEach(() => rmSync(root, { recursive: true }))

const onLinux = process.platform === 'linux' ? test : test.skip
const asUser = process.getuid?.() === 0 ? test.skip : test
const refused = (why: string): string => `Input \`download-dir\` names a folder that cannot be used: ${why}.`

test('a folder is made with all above it, and left empty', async () => {
  const folder = join(root, 'a', 'b', 'c')
  expect(await prepareFolder(folder, systemClock)).toBe('')
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(join(folder, 'song.mp3'), 'mine')
  expect(await prepareFolder(folder, systemClock)).toBe('')
  expect(readdirSync(folder)).toEqual(['song.mp3'])
})

const IN_THE_WAY = 'there is a file where a folder should be'

test.each<[string, string, string, string?]>([
  ['with a file in its place', 'file', `${IN_THE_WAY} (ENOTDIR)`],
  ['with a file above it', 'file/x/y', `${IN_THE_WAY} (ENOTDIR)`, 'file/x'],
  ['with a link to nowhere in its place', 'link', `${IN_THE_WAY} (EEXIST)`],
  ['that is a circle', 'loop', 'it is missing, or the system refuses (ELOOP)'],
  ['with a name that is too long', 'x'.repeat(300), 'the path is too long (ENAMETOOLONG)'],
])('a folder %s cannot be used, and nothing is changed', async (_what, path, why, named = path) => {
  writeFileSync(join(root, 'file'), 'mine')
  symlinkSync(join(root, 'nowhere'), join(root, 'link'))
  symlinkSync(join(root, 'loop'), join(root, 'loop'))
  const error = await prepareFolder(join(root, path), systemClock)
  expect(error).toBe(refused(`cannot write ${join(root, named)}: ${why}`))
  expect(readdirSync(root).sort()).toEqual(['file', 'link', 'loop'])
})

onLinux('a folder below /proc is refused, where Node would make it for ever', async () => {
  const why =
    'cannot write /proc/x: there is no such folder or drive, or its name is not allowed here (ENOENT)'
  expect(await prepareFolder('/proc/x/y', systemClock)).toBe(refused(why))
})

asUser('a folder that only others may write to is refused', async () => {
  mkdirSync(join(root, 'theirs'), { mode: 0o555 })
  for (const path of ['theirs', 'theirs/x']) {
    const why = `cannot write ${join(root, path)}: no permission (EACCES)`
    expect(await prepareFolder(join(root, path), systemClock)).toBe(refused(why))
  }
})

test('a disk that does not answer for 10 s is given up, and no timer is left where it answers', async () => {
  const clock = new VirtualClock()
  const folder = join(root, 'a')
  const preparing = prepareFolder(folder, clock)
  await clock.runUntil(10_000)
  expect(await preparing).toBe(refused(`cannot write ${folder}: the disk does not answer`))
  while (!existsSync(folder) || readdirSync(folder).length > 0)
    await new Promise((resolve) => setImmediate(resolve))
  expect(await prepareFolder(folder, clock)).toBe('')
  expect(clock.asleep).toBe(0)
})
