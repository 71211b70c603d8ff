/**
 * Files: which ones any result names, and their file names for any ID and any URL.
 */
import assert from 'node:assert/strict'
import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import type { ResultFile } from '../../src/audio/find.ts'
import { baseNames, fileName } from '../../src/audio/folder.ts'
import { declaredExtension } from '../../src/audio/media.ts'
import { readTask, type Task } from '../../src/mountsea/read.ts'
import { ENDPOINT } from '../support/builders.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const PATH_PIECES = ['..', '.', '/', '\\', 'CON', 'nul', 'LPT1', 'a', 'A', '-', '_', ' ', '\0', ':', '~', 'é']
const nasty = fc
  .array(fc.constantFrom(...PATH_PIECES, '.mp3', '-vocals', '-2', '.2'), { maxLength: 6 })
  .map((pieces) => pieces.join(''))
const taskId = fc.oneof(nasty, hostileText, fc.string({ maxLength: 300 })).map((id) => id.trim() || 'x')
const taskIds = fc.uniqueArray(taskId, { minLength: 1, maxLength: 12 })
const contentType = fc.oneof(fc.constantFrom('', 'audio/mpeg', 'audio/l16', 'text/html'), hostileText)

const URLS = [
  'https://cdn.example.com/a.mp3?sig=1',
  ' HTTPS://CDN.example.com/a.mp3?sig=1 ',
  'https://cdn.example.com/b',
  'https://cdn.example.com/c.png',
  'https://user:pass@cdn.example.com/d.mp3',
  'https:///e.mp3',
  'https://[/f.mp3',
  'http://cdn.example.com/g.mp3',
  'http://127.0.0.1/h.mp3',
]
const url = fc.oneof(
  fc.constantFrom(...URLS),
  fc.nat(500).map((n) => `https://cdn.example.com/${n}`),
  fc.oneof(nasty, hostileText).map((path) => `https://cdn.example.com/${path}`),
)
const FIELDS =
  'audioUrl url videoUrl vocals other video_url clips song title tags prompt callbackUrl cover format duration'
const field = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FIELDS.split(' '), 'a', 'A', 'a-1', 'a_1', '', '1') },
  nasty,
  hostileText,
)
const leaf = fc.oneof({ weight: 5, arbitrary: url }, fc.constantFrom(null, 7, '', ' '), hostileText)
const nested = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(leaf, fc.array(inner, { maxLength: 5 }), fc.dictionary(field, inner, { maxKeys: 6 }))
const many = fc.array(url, { minLength: 190, maxLength: 300 })
const result = fc.oneof(
  { weight: 9, arbitrary: nested(nested(nested(leaf))) },
  fc.dictionary(field, many, { maxKeys: 2 }),
)

function taskWith(value: unknown): Task {
  const read = readTask({ taskId: 't', status: 'completed', result: value }, 't', ENDPOINT)
  assert.ok(typeof read !== 'string')
  return read
}

/** All texts in a value, each with its path as the action writes it. */
function textsIn(value: unknown, path: readonly string[] = []): { text: string; path: string }[] {
  if (typeof value === 'string') return [{ text: value, path: path.join('.') }]
  if (typeof value !== 'object' || value === null) return []
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index): [string, unknown] => [`${index + 1}`, item])
    : Object.entries(value)
  return entries.flatMap(([key, item]) => textsIn(item, [...path, key]))
}

/** The names of all files of a step: one result a task, one media type for all. */
function namesOf(ids: readonly string[], files: readonly ResultFile[], type: string): string[][] {
  return baseNames(ids).map((base) =>
    files.map((file) => fileName(base, file.name, declaredExtension(file, type))),
  )
}

export const FILE_CLAIMS: readonly Fuzz[] = [
  fuzz('every https URL of a result is fetched, named as not fetched, or counted', result, (value) => {
    const { files, skipped, skippedMore, unusable, leftOut } = taskWith(value).files
    const sources = files.flatMap(({ source }) => (source instanceof URL ? [source] : []))
    const fetched = new Set(sources.map(({ href }) => href))
    const lost = textsIn(value).filter(({ text, path }) => {
      // A long field name or path is shown by its end only.
      const isShown = (place: string): boolean =>
        place === path || (path.length > 100 && place.endsWith(path.slice(-60)))
      const places = unusable.map(
        (why) => /^the result's ([^]*) (?:is|contains|contained) /.exec(why)?.[1] ?? '',
      )
      const isNamed = [...skipped, ...places].some(isShown)
      return /^\s*https:\/\/\S+\s*$/i.test(text) && !fetched.has(URL.parse(text)?.href ?? '') && !isNamed
    })
    // Only the first ones of a long list are named.
    if (skippedMore === 0 && unusable.length < 10) {
      assert.equal(new Set(lost.map(({ text }) => URL.parse(text)?.href)).size, leftOut)
    }
    for (const { protocol } of sources) assert.equal(protocol, 'https:')
    assert.ok(files.length <= 200)
  }),
  fuzz('the output audioUrl is one line of visible ASCII', fc.oneof(url, hostileText), (audioUrl) => {
    assert.match(taskWith({ audioUrl }).audioUrl, /^[!-~]*$/)
    assert.match(taskWith({ url: `https://h/${audioUrl}` }).audioUrl, /^[!-~]*$/)
  }),
  fuzz(
    'a file name is plain, short and visible, stays in its folder, and is unique even if case is ignored',
    fc.tuple(taskIds, result, contentType),
    ([ids, value, type]) => {
      const names = namesOf(ids, taskWith(value).files.files, type).flat()
      assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length)
      for (const name of names) {
        assert.match(name, /^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
        assert.ok(name.length <= 180, name)
        assert.doesNotMatch(name, /\.\.|\.$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
        assert.doesNotMatch(name, /\.(?:html?|svg|js|sh|exe|bat|cmd|ps1|php)$/i)
        assert.equal(posix.dirname(posix.join('/folder', name)), '/folder')
        assert.equal(win32.dirname(win32.join('C:\\folder', name)), 'C:\\folder')
      }
    },
  ),
]
