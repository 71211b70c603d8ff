/**
 * Names of files: whatever the ID, the URL and the result say.
 */
import assert from 'node:assert/strict'
import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import type { AudioSource } from '../../src/products/files.ts'
import { baseNames, fileName } from '../../src/download/file-name.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const pathPiece = fc.constantFrom(
  '..',
  '.',
  '/',
  '\\',
  'CON',
  'nul',
  'LPT1',
  'a',
  'A',
  '-',
  '_',
  ' ',
  '\0',
  ':',
  '~',
  '.mp3',
  '-vocals',
  '-2',
  'é',
)
const nasty = fc.array(pathPiece, { maxLength: 6 }).map((pieces) => pieces.join(''))
const taskId = fc.oneof(nasty, hostileText, fc.string({ maxLength: 300 })).map((id) => id.trim() || 'x')
const taskIds = fc.uniqueArray(taskId, { minLength: 1, maxLength: 12 })
const source: fc.Arbitrary<AudioSource> = fc.record({
  url: fc
    .oneof(nasty, hostileText)
    .map((path) => URL.parse(`https://cdn.example.com/${path}`) ?? new URL('https://cdn.example.com/')),
  name: fc.constantFrom('', 'vocals', 'drums', 'bass', 'other'),
  format: fc.oneof(nasty, hostileText, fc.constantFrom('mp3', 'wav', '.m4a')),
})
const contentType = fc.oneof(
  fc.constantFrom('', 'audio/mpeg', 'audio/wav', 'application/octet-stream'),
  hostileText,
)

export const FILE_CLAIMS: readonly Fuzz[] = [
  fuzz(
    'a file name is plain, short, visible, and stays in its folder',
    fc.tuple(taskIds, source, contentType),
    ([ids, audio, type]) => {
      for (const base of baseNames(ids)) {
        const name = fileName(base, audio, type)
        assert.match(name, /^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
        assert.ok(name.length <= 120, name)
        assert.doesNotMatch(name, /\.\.|\.$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
        assert.equal(posix.dirname(posix.join('/folder', name)), '/folder')
        assert.equal(win32.dirname(win32.join('C:\\folder', name)), 'C:\\folder')
      }
    },
  ),
  fuzz(
    'no two tasks share a file name, not even where upper and lower case are one',
    fc.tuple(taskIds, fc.array(source, { minLength: 1, maxLength: 3 })),
    ([ids, sources]) => {
      const bases = baseNames(ids)
      assert.equal(bases.length, ids.length)
      const names = bases.map(
        (base) => new Set(sources.map((audio) => fileName(base, audio, '').toLowerCase())),
      )
      const all = names.flatMap((each) => [...each])
      assert.equal(new Set(all).size, all.length)
    },
  ),
]
