// A file that grows under a hidden name, and the list of checksums beside it.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeChecksums } from '../../../src/audio/checksums.ts'
import { openPart } from '../../../src/audio/part-file.ts'
import { systemClock, type Clock } from '../../../src/world/clock.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'part-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const asUser = process.getuid?.() === 0 ? test.skip : test
const bytesOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

test('it is hidden until it is whole, and then takes the place of an older file', async () => {
  writeFileSync(join(folder, 'a.mp3'), 'old')
  const part = await openPart(folder, systemClock)
  await part.write(Buffer.from('new '))
  await part.write(Buffer.from('song'))
  const found = [readdirSync(folder).length, bytesOf('a.mp3'), readFileSync(part.path, 'utf8')]
  expect(found).toEqual([2, 'old', 'new song'])
  expect(part.path).toMatch(/\/\.[^/]+\.part$/)
  const sha256 = createHash('sha256').update('new song').digest('hex')
  expect(await part.publish('a.mp3')).toEqual({ path: join(folder, 'a.mp3'), bytes: 8, sha256 })
  await part.discard()
  expect([readdirSync(folder), bytesOf('a.mp3')]).toEqual([['a.mp3'], 'new song'])
})

test('it is gone where it is discarded, also after a publication that failed', async () => {
  mkdirSync(join(folder, 'taken', 'x'), { recursive: true })
  const part = await openPart(folder, systemClock)
  await expect(part.publish('taken')).rejects.toThrow(/cannot write .*taken: there is a folder of that name/)
  await part.discard()
  await part.discard()
  expect(readdirSync(folder)).toEqual(['taken'])
})

asUser('it is published as soon as the folder lets go of it, and not after 8 attempts', async () => {
  let pauses = 0
  const sleep: Clock['sleep'] = (ms) => {
    pauses += 1
    if (ms === 200 && pauses === 7) chmodSync(folder, 0o755)
    return Promise.resolve()
  }
  const publish = async (): Promise<unknown> => {
    const part = await openPart(folder, { ...systemClock, sleep })
    chmodSync(folder, 0o555)
    return part.publish('a.mp3')
  }
  expect(await publish()).toMatchObject({ path: join(folder, 'a.mp3') })
  await expect(publish()).rejects.toThrow('no permission (EACCES)')
  expect(pauses).toBe(14)
  chmodSync(folder, 0o755)
})

test('SHA256SUMS names the files of this step in the form of sha256sum, and no others', async () => {
  writeFileSync(join(folder, 'SHA256SUMS'), 'an older step')
  const what = { bytes: 1, name: '', kind: 'audio', format: 'mp3', seconds: 1, bitsPerSecond: 1 } as const
  const a = { path: join(folder, 'a.mp3'), sha256: 'aa', ...what }
  const b = { path: join(folder, 'b.wav'), sha256: 'bb', ...what }
  await writeChecksums(folder, [a, b], systemClock)
  expect(bytesOf('SHA256SUMS')).toBe('aa  a.mp3\nbb  b.wav\n')
  await writeChecksums(folder, [], systemClock)
  expect([bytesOf('SHA256SUMS'), readdirSync(folder)]).toEqual(['', ['SHA256SUMS']])
})

test('SHA256SUMS that cannot be written leaves no draft', async () => {
  mkdirSync(join(folder, 'SHA256SUMS', 'x'), { recursive: true })
  const writing = writeChecksums(folder, [], systemClock)
  await expect(writing).rejects.toThrow(/SHA256SUMS: there is a folder of that name/)
  expect(readdirSync(folder)).toEqual(['SHA256SUMS'])
})
