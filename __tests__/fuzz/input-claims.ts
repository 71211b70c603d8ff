/**
 * Inputs: durations, `endpoint`, `task-id`.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseDurationMs } from '../../src/text/show.ts'
import { parseEndpoint, parseTaskIds } from '../../src/inputs/values.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const UNITS_MS = [3_600_000, 60_000, 1_000, 1]
const amounts = fc.tuple(
  ...['h', 'm', 's', 'ms'].map((unit) =>
    fc.option(fc.nat(99_999)).map((n) => (n === null ? '' : `${n}${unit}`)),
  ),
)
const oneOf = (pieces: string): fc.Arbitrary<string> => fc.constantFrom(...pieces.split(' '), ' ', '\n')
const joined = (pieces: readonly unknown[]): string => pieces.join('')
const almostDuration = fc.array(oneOf('1 30 0 h m s ms M . - + e ١ d'), { maxLength: 6 }).map(joined)
const duration = fc.oneof(amounts.map(joined), almostDuration, hostileText)

const SECRET = 'Sw0rdfish'
const urlPiece = oneOf(
  'https: http: ftp: javascript: data: // / \\ @ : ? # . % [::1] localhost 127.0.0.1 127.1 0x7f.1 api.mountsea.ai ' +
    'localhost.evil.example evil \t é ::add-mask::x 443',
)
const almostUrl = fc.array(urlPiece, { maxLength: 9 }).map(joined)
const scheme = fc.constantFrom('https://', 'http://', 'ftp://', 'wss://')
const credentials = fc.constantFrom(`u:${SECRET}@`, `${SECRET}@`, '')
const rest = fc.constantFrom('', '/p').map((path) => `${path}?token=${SECRET}#${SECRET}`)
const secretive = fc.tuple(scheme, credentials, fc.domain(), rest).map(joined)

const cleanId = fc.stringMatching(/^[A-Za-z0-9_.:/=+-]{1,40}$/)

export const INPUT_CLAIMS: readonly Fuzz[] = [
  fuzz('a duration is the sum of its parts, and any other text is refused', duration, (text) => {
    const parts =
      text === '' ? null : /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/.exec(text)
    const sumMs = UNITS_MS.reduce((total, ms, unit) => total + Number(parts?.[unit + 1] ?? 0) * ms, 0)
    assert.equal(parseDurationMs(text), parts === null ? null : sumMs, JSON.stringify(text))
  }),
  fuzz(
    'an endpoint is https or on this machine, and without credentials and fragment',
    fc.oneof(almostUrl, fc.webUrl(), hostileText),
    (text) => {
      const parsed = parseEndpoint(text)
      if ('error' in parsed) return
      const { protocol, hostname, username, password, hash } = parsed.value
      assert.match(`${protocol}${hostname}`, /^(?:https:.|http:(?:localhost|127(?:\.\d+){3}|\[::1\])$)/)
      assert.deepEqual([username, password, hash], ['', '', ''])
    },
  ),
  fuzz('an error about an endpoint shows neither credentials nor query nor fragment', secretive, (text) => {
    const parsed = parseEndpoint(text)
    assert.ok('error' in parsed)
    assert.ok(!parsed.error.includes(SECRET), parsed.error)
  }),
  fuzz(
    'task IDs are 1 to 100, different, trimmed, without control characters, and read the same again',
    fc.array(fc.oneof(cleanId, hostileText), { maxLength: 110 }),
    (lines) => {
      const parsed = parseTaskIds(lines.join('\n'))
      if ('error' in parsed) return
      const ids = parsed.value
      assert.ok(ids.length > 0 && ids.length <= 100)
      assert.equal(new Set(ids).size, ids.length)
      for (const id of ids) {
        assert.ok(id !== '' && id === id.trim() && id.length <= 256)
        assert.doesNotMatch(id, /[\p{Cc}\s,"'`]/u)
      }
      // One ID alone may look like JSON.
      if (!/^[[{]/.test(ids[0] ?? '')) assert.deepEqual(parseTaskIds(ids.join('\n')), parsed)
    },
  ),
]
