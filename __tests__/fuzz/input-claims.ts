/**
 * Inputs and headers: durations, `Retry-After`, `endpoint`, `task-id`.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseDurationMs } from '../../src/inputs/duration.ts'
import { parseEndpoint } from '../../src/inputs/endpoint.ts'
import { createQuote } from '../../src/inputs/parsed.ts'
import { parseRetryAfterMs } from '../../src/wait/schedule.ts'
import { parseTaskIds } from '../../src/inputs/task-ids.ts'
import { fuzz, type Fuzz } from './fuzz.ts'
import { hostileText } from './hostile-text.ts'

const quote = createQuote((text) => text)

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const
const amounts = fc.tuple(...UNITS.map(() => fc.option(fc.nat(99_999), { nil: undefined })))
const almostDuration = fc
  .array(fc.constantFrom('1', '30', '0', 'h', 'm', 's', 'ms', 'M', ' ', '.', '-', '+', 'e', '١', 'd', '\n'), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''))

const wallMs = Date.UTC(2026, 7, 1, 12)
const SECRET = 'Sw0rdfish'
const urlPiece = fc.constantFrom(
  'https:',
  'http:',
  'ftp:',
  'javascript:',
  'data:',
  '//',
  '/',
  '\\',
  '@',
  ':',
  '?',
  '#',
  '.',
  '%',
  '[::1]',
  'localhost',
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  'api.mountsea.ai',
  'localhost.evil.example',
  'evil',
  ' ',
  '\t',
  '\n',
  'é',
  '::add-mask::x',
  '443',
)
const almostUrl = fc.array(urlPiece, { maxLength: 9 }).map((pieces) => pieces.join(''))
const secretive = fc
  .tuple(
    fc.constantFrom('https', 'http', 'ftp', 'wss'),
    fc.constantFrom(`u:${SECRET}@`, `${SECRET}@`, ''),
    fc.domain(),
    fc.constantFrom('', '/p'),
  )
  .map(
    ([scheme, credentials, host, path]) =>
      `${scheme}://${credentials}${host}${path}?token=${SECRET}#${SECRET}`,
  )

const cleanId = fc.stringMatching(/^[A-Za-z0-9_.:/=+-]{1,40}$/)

export const INPUT_CLAIMS: readonly Fuzz[] = [
  fuzz('a duration is the sum of its parts', amounts, (given) => {
    const parts = given.map((amount, index) => ({ amount, unit: UNITS[index] }))
    const text = parts
      .map(({ amount, unit }) => (amount === undefined ? '' : `${amount}${unit?.[0] ?? ''}`))
      .join('')
    const sum = parts.reduce((total, { amount, unit }) => total + (amount ?? 0) * (unit?.[1] ?? 0), 0)
    assert.equal(parseDurationMs(text), text === '' ? null : sum)
  }),
  fuzz('what is no duration is refused, never guessed', fc.oneof(almostDuration, hostileText), (text) => {
    const ms = parseDurationMs(text)
    const isDuration = text !== '' && /^(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?$/.test(text)
    assert.equal(ms !== null, isDuration, JSON.stringify(text))
    assert.ok(ms === null || ms >= 0)
  }),
  fuzz(
    'any Retry-After is a wait of no less than nothing, and finite',
    fc.oneof(hostileText, fc.string()),
    (header) => {
      const ms = parseRetryAfterMs(header, wallMs)
      assert.ok(Number.isFinite(ms) && ms >= 0)
    },
  ),
  fuzz(
    'Retry-After in seconds is that many seconds, up to the largest whole number',
    fc.bigInt({ min: 0n, max: 10n ** 30n }),
    (seconds) => {
      const ms = parseRetryAfterMs(` ${seconds} `, wallMs)
      assert.equal(ms, Math.min(Number(seconds) * 1_000, Number.MAX_SAFE_INTEGER))
    },
  ),
  fuzz(
    'Retry-After as a date is the time until then, or nothing if it is past',
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(Date.UTC(2100, 0)) }),
    (date) => {
      const seconds = Math.floor(date.getTime() / 1_000) * 1_000
      assert.equal(parseRetryAfterMs(date.toUTCString(), wallMs), Math.max(seconds - wallMs, 0))
    },
  ),
  fuzz(
    'an endpoint is https or on this machine, and without credentials and fragment',
    fc.oneof(almostUrl, fc.webUrl(), hostileText),
    (text) => {
      const parsed = parseEndpoint(text, quote)
      if ('error' in parsed) return
      const { protocol, hostname, username, password, hash } = parsed.value
      assert.ok(
        protocol === 'https:' ||
          (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)),
        text,
      )
      assert.deepEqual([username, password, hash], ['', '', ''])
    },
  ),
  fuzz('an error about an endpoint shows neither credentials nor query nor fragment', secretive, (text) => {
    const parsed = parseEndpoint(text, quote)
    assert.ok('error' in parsed)
    assert.ok(!parsed.error.includes(SECRET), parsed.error)
  }),
  fuzz(
    'task IDs are some, different, trimmed, without control characters, and read the same again',
    fc.array(fc.oneof(cleanId, hostileText), { maxLength: 110 }),
    (lines) => {
      const parsed = parseTaskIds(lines.join('\n'), quote)
      if ('error' in parsed) return
      const ids = parsed.value
      assert.ok(ids.length > 0 && ids.length <= 100)
      assert.equal(new Set(ids).size, ids.length)
      for (const id of ids) {
        assert.ok(id !== '' && id === id.trim() && id.length <= 256)
        assert.doesNotMatch(id, /[\p{Cc},"'`]/u)
      }
      // One ID alone may look like a JSON array.
      if (!ids[0]?.startsWith('[')) assert.deepEqual(parseTaskIds(ids.join('\n'), quote), parsed)
    },
  ),
  fuzz(
    'a JSON array of task IDs is the same as one ID a line',
    fc.array(cleanId, { minLength: 1, maxLength: 100 }),
    (ids) => {
      const lines = parseTaskIds(ids.join('\n'), quote)
      assert.deepEqual(parseTaskIds(JSON.stringify(ids), quote), lines)
      assert.deepEqual(parseTaskIds(JSON.stringify(ids, null, 2), quote), lines)
    },
  ),
]
