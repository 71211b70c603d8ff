// A file that grows under a hidden name, and the list of checksums beside it.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeChecksums } from '../../../src/download/checksums.ts'
import { openPart } from '../../../src/download/part-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'part-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const bytesOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

test('it is hidden until it is whole, and then takes the place of an older file', async () => {
  writeFileSync(join(folder, 'a.mp3'), 'old')
  const part = await openPart(folder)
  await part.write(Buffer.from('new '))
  await part.write(Buffer.from('song'))
  expect([readdirSync(folder).length, bytesOf('a.mp3'), readFileSync(part.path, 'utf8')]).toEqual([
    2,
    'old',
    'new song',
  ])
  expect(part.path).toMatch(/\/\.[^/]+\.part$/)
  const sha256 = createHash('sha256').update('new song').digest('hex')
  expect(await part.publish('a.mp3')).toEqual({ path: join(folder, 'a.mp3'), bytes: 8, sha256 })
  await part.discard()
  expect([readdirSync(folder), bytesOf('a.mp3')]).toEqual([['a.mp3'], 'new song'])
})

test('it is gone where it is discarded, also after a publication that failed', async () => {
  mkdirSync(join(folder, 'taken', 'x'), { recursive: true })
  const part = await openPart(folder)
  await expect(part.publish('taken')).rejects.toThrow(/cannot write .*taken: there is a folder of that name/)
  await part.discard()
  await part.discard()
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('SHA256SUMS names the files of this step in the form of sha256sum, and no others', async () => {
  writeFileSync(join(folder, 'SHA256SUMS'), 'an older step')
  const file = { bytes: 1, name: '', kind: 'audio', format: 'mp3', seconds: 1, bitsPerSecond: 1 } as const
  await writeChecksums(folder, [
    { path: join(folder, 'a.mp3'), sha256: 'aa', ...file },
    { path: join(folder, 'b.wav'), sha256: 'bb', ...file },
  ])
  expect(bytesOf('SHA256SUMS')).toBe('aa  a.mp3\nbb  b.wav\n')
  await writeChecksums(folder, [])
  expect([bytesOf('SHA256SUMS'), readdirSync(folder)]).toEqual(['', ['SHA256SUMS']])
})

test('SHA256SUMS that cannot be written leaves no draft', async () => {
  mkdirSync(join(folder, 'SHA256SUMS', 'x'), { recursive: true })
  await expect(writeChecksums(folder, [])).rejects.toThrow(/SHA256SUMS: there is a folder of that name/)
  expect(readdirSync(folder)).toEqual(['SHA256SUMS'])
})
