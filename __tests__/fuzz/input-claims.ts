/**
 * Inputs: durations, `endpoint`, `task-id`.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseDurationMs, suggestDuration } from '../../src/text/show.ts'
import { parseTaskIds } from '../../src/inputs/values.ts'
import { parseEndpoint } from '../../src/inputs/values.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const UNITS = Object.entries({ h: 3_600_000, m: 60_000, s: 1_000, ms: 1 })
const amounts = fc.tuple(...UNITS.map(() => fc.option(fc.nat(99_999), { nil: undefined })))
const oneOf = (pieces: string): fc.Arbitrary<string> => fc.constantFrom(...pieces.split(' '), ' ', '\n')
const joined = (pieces: readonly unknown[]): string => pieces.join('')
const almostDuration = fc.array(oneOf('1 30 0 h m s ms M . - + e ١ d'), { maxLength: 6 }).map(joined)
const fraction = fc.constantFrom('', '.5', '.001', ' ', '.5 ', '.001 ')
const nearDuration = fc.tuple(fc.nat(1e9), fraction, oneOf('ms s sec min hours Days')).map(joined)

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
  fuzz('a duration is the sum of its parts', amounts, (given) => {
    const parts = UNITS.map(([unit, ms], index) => ({ unit, ms, amount: given[index] }))
    const text = parts.map(({ unit, amount }) => (amount === undefined ? '' : `${amount}${unit}`)).join('')
    const sum = parts.reduce((total, { ms, amount = 0 }) => total + amount * ms, 0)
    assert.equal(parseDurationMs(text), text === '' ? null : sum)
  }),
  fuzz(
    'text that is not a duration is refused, never guessed',
    fc.oneof(almostDuration, hostileText),
    (text) => {
      const ms = parseDurationMs(text)
      const isDuration = text !== '' && /^(?:\d{1,9}h)?(?:\d{1,9}m)?(?:\d{1,9}s)?(?:\d{1,9}ms)?$/.test(text)
      assert.equal(ms !== null, isDuration, JSON.stringify(text))
      assert.ok(ms === null || ms >= 0)
    },
  ),
  fuzz('what is suggested for a near miss is a duration', fc.oneof(almostDuration, nearDuration), (text) => {
    const spelled = suggestDuration(text)
    assert.ok(spelled === '' || (parseDurationMs(spelled) ?? 0) > 0, spelled)
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
    'task IDs are some, different, trimmed, without control characters, and read the same again',
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
  fuzz(
    'a JSON array of task IDs is the same as one ID a line',
    fc.array(cleanId, { minLength: 1, maxLength: 100 }),
    (ids) => {
      const lines = parseTaskIds(ids.join('\n'))
      assert.deepEqual(parseTaskIds(JSON.stringify(ids)), lines)
      assert.deepEqual(parseTaskIds(JSON.stringify(ids, null, 2)), lines)
    },
  ),
]
