// A file that grows under a hidden name: whole under its own, or gone, also when the step is stopped while the disk is busy.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { PartFile } from '../../../src/audio/part-file.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'
import { NO_MODES, testUnless } from '../../support/system.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'part-'))))
afterEach(() => rmSync(root, { recursive: true, maxRetries: 5 }))

const never = new AbortController().signal
const open = (clock: Clock = systemClock, stop = never): Promise<PartFile> => PartFile.open(root, clock, stop)

test('it is hidden until it is whole, and then replaces an older file', async () => {
  writeFileSync(join(root, 'a.mp3'), 'old')
  const part = await open()
  for (const bytes of ['new ', 'song']) await part.write(Buffer.from(bytes))
  const bytesAt = (path: string): string => readFileSync(path, 'utf8')
  expect([bytesAt(join(root, 'a.mp3')), bytesAt(part.path)]).toEqual(['old', 'new song'])
  const sha256 = createHash('sha256').update('new song').digest('hex')
  expect(await part.finish('a.mp3')).toEqual({ path: join(root, 'a.mp3'), bytes: 8, sha256 })
  await part.discard()
  expect(readdirSync(root)).toEqual(['a.mp3'])
})

test('it is removed when discarded, even if it could not get its name', async () => {
  mkdirSync(join(root, 'taken', 'x'), { recursive: true })
  const part = await open()
  await expect(part.finish('taken')).rejects.toThrow(/cannot write .*taken: there is a folder of that name/)
  await part.discard()
  await part.discard()
  expect(readdirSync(root)).toEqual(['taken'])
})

testUnless(
  NO_MODES,
  'it takes its name as soon as the folder lets go, and not after 8 attempts',
  async () => {
    let pauses = 0
    const sleep: Clock['sleep'] = (ms) => {
      pauses += 1
      if (ms === 200 && pauses === 7) chmodSync(root, 0o755)
      return Promise.resolve()
    }
    const finish = async (): Promise<unknown> => {
      const part = await open({ ...systemClock, sleep })
      chmodSync(root, 0o555)
      return part.finish('a.mp3')
    }
    expect(await finish()).toMatchObject({ path: join(root, 'a.mp3') })
    await expect(finish()).rejects.toThrow('no permission (EACCES)')
    expect(pauses).toBe(14)
    chmodSync(root, 0o755)
  },
  test,
)

describe('when the step is stopped', () => {
  const gone = async (): Promise<void> => {
    while (readdirSync(root).some((name) => name.endsWith('.part'))) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  test.each(['before it is opened', 'while it grows'])('it is removed by itself, %s', async (when) => {
    const stop = new AbortController()
    if (when === 'before it is opened') stop.abort()
    const part = await open(systemClock, stop.signal)
    stop.abort()
    await gone()
    await part.discard()
  })

  test('it may still get its name within half a second, and is removed if the disk takes longer', async () => {
    const stop = new AbortController()
    const clock = new VirtualClock()
    const [quick, slow] = [await open(clock, stop.signal), await open(clock, stop.signal)]
    mkdirSync(join(root, 'taken', 'x'), { recursive: true })
    const ends = Promise.allSettled([quick.finish('a.mp3'), slow.finish('taken')])
    stop.abort()
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(readdirSync(root).sort()).toEqual([basename(slow.path), 'a.mp3', 'taken'])
    expect(clock.asleep).toBe(1)
    await clock.runUntil(500)
    await gone()
  })
})
